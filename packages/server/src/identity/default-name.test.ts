import { DEFAULT_LIMITS, isDisplayName } from '@chat/protocol'
import { expect, test } from 'vitest'
import { createDefaultName, createUserId } from './default-name.js'

test('a default name is two words that anybody may be called by', () => {
  for (let i = 0; i < 1_000; i += 1) {
    const name = createDefaultName()
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(name.length).toBeLessThanOrEqual(DEFAULT_LIMITS.nameLength)
    expect(isDisplayName(name)).toBe(true)
  }
})

test('default names are many', () => {
  const names = Array.from({ length: 200 }, createDefaultName)
  expect(new Set(names).size).toBeGreaterThan(150)
})

test('an id has 128 random bits', () => {
  const ids = Array.from({ length: 1_000 }, createUserId)
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16)
})
