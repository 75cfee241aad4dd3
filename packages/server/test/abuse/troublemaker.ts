import { SessionTokens } from '../../src/identity/session-token.js'
import { Visitor } from '../visitor.js'

export const ROOM = 'lounge'

/** Somebody who comes in under a new identity; undefined where they are kept out. */
export async function comeIn(url: string, name?: string): Promise<Visitor | undefined> {
  const visitor = await Visitor.arrive(url, name === undefined ? {} : { name })
  if (visitor.refusal) return undefined
  const answer = await visitor.ask('join', { room: ROOM })
  if (answer.ok) return visitor
  visitor.leave()
  return undefined
}

/** Somebody who is let in. */
export async function guest(url: string, name?: string): Promise<Visitor> {
  const visitor = await comeIn(url, name)
  if (!visitor) throw new Error('A guest was kept out.')
  return visitor
}

/** Of somebody who has been around for a day, on a server with this secret. */
export function regularToken(secret: string): string {
  const since = Date.now() - 86_400_000
  const user = { id: 'regular', name: 'Neighbour' }
  return new SessionTokens(Buffer.from(secret)).issue({ user, since, isOfSite: false })
}

/** A moderator of the room, by a link. */
export async function moderatorOf(
  server: {
    url: string
    createModeratorLink: (request: {
      room: string
      name: string
      expiresInS: number
    }) => Promise<{ token: string }>
  },
  name = 'Mira',
): Promise<Visitor> {
  const { token } = await server.createModeratorLink({ room: ROOM, name, expiresInS: 3_600 })
  const moderator = await Visitor.arrive(server.url, { name, links: [token] })
  await moderator.request('join', { room: ROOM })
  return moderator
}

/** How many messages are in the room, as a newcomer sees it. */
export async function countMessages(reader: Visitor): Promise<number> {
  const { messages } = await reader.request('history', { room: ROOM, before: 1e9, limit: 200 })
  return messages.filter(({ deleted, hidden }) => !deleted && !hidden).length
}
