import { ChatClient } from '@chat/sdk'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ServerProcess } from '../server-process.ts'
import { runExample } from './run-example.ts'

test('the bot greets whoever says hello', async () => {
  const server = await ServerProcess.start()
  onTestFinished(() => server.dispose())
  await runExample('node-bot/bot.js', [server.url, 'lobby'], /Greeter is in lobby/)
  const client = new ChatClient({ url: server.url, name: 'Maya' })
  onTestFinished(() => client.close())

  const room = await client.join('lobby')
  const hello = await room.send('Hello everybody')

  await vi.waitFor(() => {
    expect(room.messages.at(-1)).toMatchObject({ text: 'Hello, Maya!', replyTo: hello.id })
  })
})
