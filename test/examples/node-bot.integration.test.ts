import { ChatClient } from '@chat/sdk'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ServerProcess } from '../server-process.ts'
import { runExample } from './run-example.ts'

/** How long an answer is waited for, ms. */
const PATIENCE_MS = 60_000

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
  }, PATIENCE_MS)
})

test('with a key the bot has its name, and filters let it pass', async () => {
  const adminKey = 'a-key-of-an-operator-for-this-test'
  const server = await ServerProcess.start({ env: { CHAT_ADMIN_KEY: adminKey } })
  onTestFinished(() => server.dispose())
  const made = await fetch(`${server.url}/api/bot-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Concierge', rooms: ['lobby'] }),
  })
  const { key } = (await made.json()) as { key: string }
  await runExample('node-bot/bot.js', [server.url, 'lobby'], /Concierge is in lobby/, {
    CHAT_BOT_KEY: key,
  })
  const client = new ChatClient({ url: server.url, name: 'Maya' })
  onTestFinished(() => client.close())

  const room = await client.join('lobby')
  const topics = ['dogs', 'the weather', 'trains', 'music', 'breakfast', 'Saturn', 'knitting']
  for (const topic of topics)
    await room.send(`Hello! Let us talk of ${topic}, ${topic} and ${topic}`)

  // Of a visitor the seventh time in a minute would be refused.
  await vi.waitFor(() => {
    const answers = room.messages.filter(({ user }) => user.name === 'Concierge')
    expect(answers.map(({ text }) => text)).toEqual(topics.map(() => 'Hello, Maya!'))
  }, PATIENCE_MS)
})
