import { isChatError, type Challenge } from '@chat/protocol'
import { expect, test } from 'vitest'
import { encode, solve } from '../../test/solve.js'
import { MemoryTally } from '../rate-limit/memory-tally.js'
import { ProofOfWork, type ProofOfWorkOptions } from './proof-of-work.js'

function createProofOfWork(options: Partial<ProofOfWorkOptions> = {}) {
  const secret = new Uint8Array(32)
  return new ProofOfWork({ secret, tally: new MemoryTally(), maxNumber: 2_000, ...options })
}

/** The challenge that a proof is answered with; undefined where it is good. */
async function show(work: ProofOfWork, proof?: string): Promise<Challenge | undefined> {
  try {
    await work.mustBeShown(proof)
    return undefined
  } catch (error) {
    expect(isChatError(error) && error.code).toBe('challenge_required')
    if (isChatError(error) && error.challenge) return error.challenge
    throw error
  }
}

async function challengeOf(work: ProofOfWork): Promise<Challenge> {
  const challenge = await show(work)
  if (!challenge) throw new Error('There is no challenge.')
  return challenge
}

test('a solution is good once', async () => {
  const work = createProofOfWork()
  const proof = solve(await challengeOf(work))
  expect(await show(work, proof)).toBeUndefined()
  expect(await show(work, proof)).toBeDefined()
})

test('a solution is good once in all processes that count together', async () => {
  const tally = new MemoryTally()
  const proof = solve(await challengeOf(createProofOfWork({ tally })))
  expect(await show(createProofOfWork({ tally }), proof)).toBeUndefined()
  expect(await show(createProofOfWork({ tally }), proof)).toBeDefined()
})

test('a solution that came too late is none', async () => {
  const work = createProofOfWork({ now: () => Date.now() - 301_000 })
  expect(await show(work, solve(await challengeOf(work)))).toBeDefined()
})

test('a challenge of another server is none', async () => {
  const other = createProofOfWork({ secret: new Uint8Array(32).fill(1) })
  expect(await show(createProofOfWork(), solve(await challengeOf(other)))).toBeDefined()
})

test('what was tampered with, and what is no proof at all, proves nothing', async () => {
  const work = createProofOfWork()
  const good = JSON.parse(atob(solve(await challengeOf(work)))) as Record<string, unknown>
  const { number, salt, ...rest } = good
  const forged = [
    { ...good, number: Number(number) + 1 },
    { ...good, number: String(number) },
    { ...good, algorithm: 'SHA-1' },
    { ...good, signature: '' },
    { ...good, salt: String(salt).replace(/expires=\d+/, 'expires=99999999999') },
    { ...rest, salt },
    {},
  ]
  for (const proof of [...forged.map(encode), '', 'e30', '%', 'null', encode([])]) {
    expect(await show(work, proof)).toBeDefined()
  }
  expect(await show(work, encode(good))).toBeUndefined()
})
