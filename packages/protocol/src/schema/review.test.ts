import { describe, expect, test } from 'vitest'
import type { Review } from '../review.js'
import { reviewGuards } from './review.js'

const user = { id: 'u', name: 'Ann' }
const at = '2030-01-01T00:00:00.000Z'
const message = { id: 'm', seq: 1, at, user, text: 'Hi' }

const entries: { [L in keyof Review]: Review[L] } = {
  reports: {
    id: 'm',
    message,
    context: [message],
    reports: [{ by: user, reason: 'Rude', at }],
    at,
  },
  held: { id: 'm', user, text: 'Hi', at, reason: 'New' },
  sanctions: { id: 's', type: 'ban', user, at, by: user },
  audit: { id: 'a', at, by: user, action: 'ban', details: { erase: true } },
}

describe.each(Object.entries(entries))('an entry of %s', (list, entry) => {
  const isEntry = (reviewGuards as Record<string, (value: unknown) => boolean>)[list]

  test('is let through as it is, and with what a newer server adds', () => {
    expect(isEntry?.(entry)).toBe(true)
    expect(isEntry?.({ ...entry, more: 1 })).toBe(true)
  })

  test.each(Object.keys(entry))('is refused where %s is of another type', (key) => {
    expect(isEntry?.({ ...entry, [key]: 7 })).toBe(false)
  })
})

test('a sanction is a mute or a ban', () => {
  expect(reviewGuards.sanctions({ ...entries.sanctions, type: 'mute' })).toBe(true)
  expect(reviewGuards.sanctions({ ...entries.sanctions, type: 'praise' })).toBe(false)
})
