import { ChatError, type Challenge } from '@chat/protocol'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { Tally } from '../rate-limit/tally.js'

/** How long a challenge may take, and how long its solution is remembered, s. */
const EXPIRY_S = 300
/** Most tries that a challenge takes; half of them on average, some tenths of a second. */
const MAX_NUMBER = 50_000

const proofSchema = v.object({
  algorithm: v.literal('SHA-256'),
  challenge: v.string(),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_NUMBER)),
  salt: v.string(),
  signature: v.string(),
})

export type ProofOfWorkOptions = {
  /** The server's signing secret. */
  secret: Uint8Array
  tally: Tally
  /** Most tries. */
  maxNumber?: number
  now?: () => number
}

/** Challenges that cost a newcomer some computing (ALTCHA's), signed, so that nothing is kept of those not solved. */
export class ProofOfWork {
  readonly #options: ProofOfWorkOptions
  readonly #hmacKey: string

  constructor(options: ProofOfWorkOptions) {
    this.#options = options
    this.#hmacKey = createHmac('sha256', options.secret).update('proof of work').digest('hex')
  }

  /** @throws ChatError `challenge_required`, with a challenge, where this proves nothing */
  async mustBeShown(proof: string | undefined): Promise<void> {
    if (proof !== undefined && (await this.#isGood(proof))) return
    throw new ChatError('challenge_required', undefined, { challenge: await this.#create() })
  }

  async #create(): Promise<Challenge> {
    const { maxNumber = MAX_NUMBER, now = Date.now } = this.#options
    const { challenge, salt, signature } = await createChallenge({
      algorithm: 'SHA-256',
      hmacKey: this.#hmacKey,
      maxnumber: maxNumber,
      expires: new Date(now() + EXPIRY_S * 1_000),
    })
    return { algorithm: 'SHA-256', challenge, maxNumber, salt, signature }
  }

  async #isGood(proof: string): Promise<boolean> {
    const payload = readProof(proof)
    if (!payload || !(await verifySolution(payload, this.#hmacKey))) return false
    // Once: it is remembered for as long as it would hold.
    const { count } = await this.#options.tally.add(`proof ${payload.challenge}`, EXPIRY_S + 1)
    return count === 1
  }
}

function readProof(proof: string): v.InferOutput<typeof proofSchema> | undefined {
  try {
    const result = v.safeParse(proofSchema, JSON.parse(atob(proof)))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}
