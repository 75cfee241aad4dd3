import type { ChatServer } from '../chat-server.js'
import type { Sanction } from '@chat/protocol'

/** The mutes and bans that hold now, in a room or anywhere; the latest first. */
export async function* allSanctions(
  server: ChatServer,
  room: string | undefined,
): AsyncGenerator<Sanction> {
  for (let before: string | undefined; ;) {
    const page = await server.review(room, 'sanctions', { ...(before !== undefined && { before }) })
    yield* page.entries
    before = page.entries.at(-1)?.id
    if (!page.hasMore) return
  }
}
