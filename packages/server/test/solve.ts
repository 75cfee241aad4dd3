import type { Challenge } from '@chat/protocol'
import { createHash } from 'node:crypto'

/** The proof that a challenge asks for. */
export function solve(challenge: Challenge): string {
  const { maxNumber, ...rest } = challenge
  for (let number = 0; number <= maxNumber; number += 1) {
    const hash = createHash('sha256').update(`${challenge.salt}${number}`).digest('hex')
    if (hash === challenge.challenge) return encode({ ...rest, number })
  }
  throw new Error('The challenge has no solution.')
}

export function encode(proof: object): string {
  return btoa(JSON.stringify(proof))
}
