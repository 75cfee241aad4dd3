import { ChatClient } from '@chat/sdk'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ServerProcess } from './server-process.ts'
import { TcpProxy } from './tcp-proxy.ts'

const NOTICED_MS = 30_000
/** What a machine that is busy, or stands still for a moment, may take longer. */
const SLACK_MS = 15_000

test(
  'a connection that went silent is noticed by both sides within 30 s, at default settings, and by nobody else',
  { timeout: 180_000 },
  async () => {
    const server = await ServerProcess.start()
    onTestFinished(() => server.dispose())
    const proxy = await TcpProxy.start(server.port)
    onTestFinished(() => proxy.close())
    const ann = new ChatClient({ url: proxy.url, storage: null })
    onTestFinished(() => ann.close())
    const watcher = new ChatClient({ url: server.url, storage: null })
    onTestFinished(() => watcher.close())
    const room = await ann.join('support')
    const watched = await watcher.join('support')
    await vi.waitFor(() => expect(room.members.count).toBe(2), NOTICED_MS)

    // Whatever comes after it is refused, so that nothing hides that the old one is gone.
    const silentAt = Date.now()
    for (const link of proxy.links) link.silence()
    const noticed = vi.waitFor(() => expect(ann.status).toBe('reconnecting'), NOTICED_MS + SLACK_MS)
    proxy.refuse()

    await noticed
    // The server has noticed once the grace of 10 s after it is over.
    await vi.waitFor(() => expect(watched.members.count).toBe(1), {
      timeout: silentAt + NOTICED_MS + 12_000 + SLACK_MS - Date.now(),
      interval: 200,
    })
    expect(watcher.status).toBe('connected')

    proxy.restore()
    await vi.waitFor(() => expect(room.status).toBe('joined'), { timeout: 30_000, interval: 200 })
  },
)
