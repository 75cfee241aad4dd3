import type { Contender } from '../contender.ts'
import type { Target } from '../load/job.ts'
import { withServer } from '../with-server.ts'
import { servePage, type ServedPage } from './serve-page.ts'
import { Writer } from './writer.ts'

const ROOM = 'bench'

/** Makes the page of a site that embeds the chat of `server`. */
export type PageOf = (server: string, room: string) => string

/** What there is to visit: the page, and somebody who writes in its room once told to come. */
export type Stage = { host: ServedPage; openWriter: () => Promise<Writer> }

/** Runs `action` with a fresh server, and a page of a site that shows a room of it. */
export function withHostPage<T>(
  contender: Contender,
  pageOf: PageOf,
  action: (stage: Stage) => Promise<T>,
): Promise<T> {
  return withServer(contender, async (target: Target) => {
    const host = await servePage(pageOf(`http://127.0.0.1:${target.port}`, ROOM))
    let writer: Writer | undefined
    try {
      return await action({
        host,
        openWriter: async () => (writer = await Writer.open(target, ROOM)),
      })
    } finally {
      writer?.cut()
      host.close()
    }
  })
}
