import { ChatClient } from '@chat/sdk'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ServerProcess } from './server-process.ts'
import { TcpProxy } from './tcp-proxy.ts'

const READERS = 8
/** 16 kB as UTF-8. */
const TEXT = '🙂'.repeat(4_000)
const MESSAGES = 3_200
const FLOOD_MB = (MESSAGES * 16) / 1_000
/**
 * What they may add to the server's memory: 4 MiB each, by default, and room for what waits to be collected, which is much
 * where the collector wants for processors. Without a bound they would add eight floods.
 */
const BOUND_MB = 200

test.runIf(process.platform === 'linux')(
  `memory is bounded while ${READERS} clients do not read a flood of ${FLOOD_MB} MB; they come back and have everything`,
  { timeout: 600_000 },
  async () => {
    const server = await ServerProcess.start({ flags: ['--rate-limits', 'off'] })
    onTestFinished(() => server.dispose())
    const join = async (url: string) => {
      const client = new ChatClient({ url, storage: null })
      onTestFinished(() => client.close())
      return client.join('flood')
    }
    const writers = await Promise.all(Array.from({ length: 2 }, () => join(server.url)))
    const proxies = await Promise.all(
      Array.from({ length: READERS }, () => TcpProxy.start(server.port)),
    )
    const readers = await Promise.all(proxies.map(({ url }) => join(url)))
    onTestFinished(async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()))
    })
    const flood = async (messages: number) => {
      let mostMb = 0
      const watch = setInterval(() => (mostMb = Math.max(mostMb, residentMb(server))), 20)
      await Promise.all(
        writers.map(async (room) => {
          for (let sent = 0; sent < messages / writers.length; sent += 1) await room.send(TEXT)
        }),
      )
      clearInterval(watch)
      return mostMb
    }

    const whileReadMb = await flood(MESSAGES / 2)
    const links = proxies.flatMap((proxy) => proxy.links)
    for (const link of links) link.stall()
    const whileUnreadMb = await flood(MESSAGES)
    for (const link of links) link.resume()

    console.log(
      `to each of ${READERS} ${FLOOD_MB / 2} MB that they read, and ${FLOOD_MB} MB that they do not: at most ${whileReadMb.toFixed(0)} MB resident while they read, ${whileUnreadMb.toFixed(0)} MB while they do not`,
    )
    expect(whileUnreadMb - whileReadMb).toBeLessThan(BOUND_MB)
    expect(server.log.match(/does not keep up/g)).toHaveLength(READERS)
    await vi.waitFor(
      () => {
        for (const reader of readers) {
          expect(reader.status).toBe('joined')
          expect(reader.snapshot.seq).toBe(writers[0]?.snapshot.seq)
          expect(reader.messages.at(-1)).toEqual(writers[0]?.messages.at(-1))
        }
      },
      { timeout: 120_000, interval: 100 },
    )
  },
)

function residentMb({ pid }: ServerProcess): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return (pages * 4_096) / 1e6
}
