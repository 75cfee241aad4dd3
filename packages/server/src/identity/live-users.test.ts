import type { User } from '@chat/protocol'
import { expect, test } from 'vitest'
import { LiveUsers } from './live-users.js'

const ann: User = { id: 'ann', name: 'Ann' }

test('a user is known from the first connection to the last', () => {
  const users = new LiveUsers()
  users.enter(ann)
  users.enter(ann)
  users.leave('ann')
  expect(users.get('ann')).toEqual(ann)
  users.leave('ann')
  expect(users.get('ann')).toBeUndefined()
})

test('a further connection has the name chosen on the first, whatever its token says', () => {
  const users = new LiveUsers()
  users.enter(ann)
  users.rename({ ...ann, name: 'Annabel' })
  expect(users.enter(ann).name).toBe('Annabel')
})

test('whoever is not connected is neither renamed nor gone', () => {
  const users = new LiveUsers()
  users.rename(ann)
  users.leave('ann')
  expect(users.get('ann')).toBeUndefined()
})
