import { ChatClient } from '@chat/sdk'
import { execFileSync } from 'node:child_process'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ServerProcess } from './server-process.ts'

test.runIf(canLimitFiles())(
  'while the disk takes nothing nothing is acknowledged; when it does again everything goes through',
  async () => {
    const server = await ServerProcess.start({ flags: ['--log-level', 'fatal'] })
    onTestFinished(() => server.dispose())
    const client = new ChatClient({ url: server.url, storage: null })
    onTestFinished(() => client.close())
    const room = await client.join('support')
    await room.send('Before')

    server.refuseWrites()
    const sent = ['One', 'Two', 'Three'].map((text) => room.send(text))
    await vi.waitFor(() => expect(room.pending[0]?.error?.code).toBe('unavailable'), 60_000)
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    expect(room.messages.map(({ text }) => text)).toEqual(['Before'])
    server.allowWrites()

    await Promise.all(sent)
    await server.kill()
    await server.start()
    const late = new ChatClient({ url: server.url, storage: null })
    onTestFinished(() => late.close())
    const { messages } = await late.join('support')
    expect(messages.map(({ text }) => text)).toEqual(['Before', 'One', 'Two', 'Three'])
  },
)

function canLimitFiles(): boolean {
  try {
    execFileSync('prlimit', ['--version'])
    return true
  } catch {
    return false
  }
}
