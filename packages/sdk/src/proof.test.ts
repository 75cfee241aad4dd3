import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { sha256, solve } from './proof.js'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

test('SHA-256 is that of FIPS 180-4, whatever the length', () => {
  for (const length of [0, 1, 3, 54, 55, 56, 63, 64, 65, 118, 119, 120, 300]) {
    const text = 'salt?&0'.repeat(50).slice(0, length)
    expect(sha256(text)).toBe(hashOf(text))
  }
})

const challenge = (number: number) =>
  ({
    algorithm: 'SHA-256',
    challenge: hashOf(`salt${number}`),
    maxNumber: 20_000,
    salt: 'salt',
    signature: 'signed',
  }) as const

test.each([0, 77, 20_000])('a challenge is solved, here with %i', async (number) => {
  const proof = JSON.parse(atob(await solve(challenge(number)))) as unknown
  const { maxNumber, ...rest } = challenge(number)
  expect(maxNumber).toBeGreaterThanOrEqual(number)
  expect(proof).toEqual({ ...rest, number })
})

test('the page gets its turns meanwhile', async () => {
  const timeout = vi.spyOn(globalThis, 'setTimeout')
  await solve(challenge(20_000))
  expect(timeout.mock.calls.length).toBeGreaterThan(2)
  timeout.mockRestore()
})
