import { ChatClient } from '@chat/sdk'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ClusterStage, type ClusterOptions } from './cluster-stage.ts'
import { findClusterPrograms } from './programs.ts'

const programs = findClusterPrograms()
const eventually = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: 60_000, interval: 50 })

describe.runIf(programs)('HTTP long-polling behind nginx', () => {
  async function startStage(options: Partial<ClusterOptions> = {}) {
    if (!programs) throw new Error('A program is missing.')
    const stage = await ClusterStage.start({ programs, processes: 2, logLevel: 'warn', ...options })
    onTestFinished(() => stage.dispose())
    return stage
  }

  function createClient(url: string, transports: ('websocket' | 'polling')[]) {
    const client = new ChatClient({ url, transports, storage: null })
    onTestFinished(() => client.close())
    return client
  }

  test('works where each client is sent to the same process', async () => {
    const { url, servers } = await startStage({ balance: 'ip_hash;' })
    const poller = await createClient(url, ['polling']).join('tea')
    const other = await createClient(url, ['websocket']).join('tea')
    for (let index = 0; index < 20; index += 1) await other.send(`No. ${index}`)
    await poller.send('By post')
    await eventually(() => {
      expect(poller.messages).toHaveLength(21)
      expect(other.messages).toEqual(poller.messages)
    })
    expect(servers.map(({ log }) => log).join('')).not.toContain('ip_hash')
  })

  test('does not where it is not, and the log says why; WebSocket needs nothing of it', async () => {
    const { url, servers } = await startStage()
    const poller = createClient(url, ['polling'])
    const joining = poller.join('tea').catch(() => {})
    const room = await createClient(url, ['websocket', 'polling']).join('tea')
    await room.send('Here')
    await eventually(() => {
      expect(servers.map(({ log }) => log).join('')).toContain('ip_hash')
    })
    // Once a process, however often it happens.
    expect(servers.map(({ log }) => log.split('ip_hash').length - 1)).not.toContain(2)
    await poller.close()
    await joining
  })
})
