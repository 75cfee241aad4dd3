import { expect, test } from 'vitest'
import { isReservedName } from './reserved-names.js'

test.each([
  'Admin',
  'the admin',
  'ADMIN 2',
  'admin99',
  'аdmіn',
  '4dm1n',
  'A d m i n',
  'Moderator (official)',
  'support-team',
  'Модератор',
  'МОДЕРАТОР',
  '管理员',
  'Ｓｙｓｔｅｍ',
])('"%s" is reserved', (name) => {
  expect(isReservedName(name)).toBe(true)
})

test.each(['Ann', 'Quiet Otter', 'Modern Art', 'Administrivia', 'Hosteen', 'Vladimir', '42', '👍'])(
  '"%s" is not',
  (name) => {
    expect(isReservedName(name)).toBe(false)
  },
)
