import { ChatError } from '@chat/protocol'
import { ADMIN_USER } from '../../identity/admin-sessions.js'
import type { Bot } from '../../identity/bot-keys.js'
import type { Actor } from '../../moderation/moderation.js'
import type { ApiServices } from './api-services.js'

/** Who calls. `session` stands for the admin key, and is given for it. */
export type Caller = { type: 'key' } | { type: 'session' } | { type: 'bot'; bot: Bot }

/** The operator, who may do everything. */
export const ADMIN: Actor = { user: ADMIN_USER, isEverywhere: true }

/**
 * Who presents this `Authorization`; undefined where it is nobody.
 *
 * Wrong keys of an address are counted, and once they were too many the right one is not listened to either: else the
 * answer would tell which one it is. Sessions and bot keys, which nobody can guess, go on.
 *
 * @throws ChatError `rate_limited`
 */
export async function identify(
  authorization: string | undefined,
  address: string,
  { sessions, botKeys, rateLimit }: ApiServices,
): Promise<Caller | undefined> {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (given === undefined) return undefined
  if (await sessions.isGood(given)) return { type: 'session' }
  const bot = await botKeys.find(given)
  if (bot) return { type: 'bot', bot }
  if (!sessions.isKey(given)) {
    await rateLimit.consume('admin', address)
    return undefined
  }
  await rateLimit.mustHaveLeft('admin', address)
  return { type: 'key' }
}

/** @throws ChatError `forbidden` where the key of a bot is for other rooms */
export function mustBeIn(room: string, { rooms }: Bot): void {
  if (rooms && !rooms.includes(room)) {
    throw new ChatError('forbidden', 'The key of this bot is for other rooms.')
  }
}
