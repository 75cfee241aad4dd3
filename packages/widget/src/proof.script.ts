import type { ChatError } from '@chat/sdk'
import { importAgain } from './import-beside.js'

type Challenge = NonNullable<ChatError['challenge']>
type Solve = (challenge: Challenge) => Promise<string>

let attempts = 0

/** In place of the SDK's: loaded where a server asks for a proof of work. */
export const solve: Solve = async (challenge) => {
  const file = await importAgain<{ solve: Solve }>('chat-proof.mjs', attempts++)
  return file.solve(challenge)
}
