import { expect, onTestFinished, test, vi } from 'vitest'
import { ChatClient } from '../src/index.js'
import { FakeServer } from './fake-server.js'

test('what is sent is in the room', async () => {
  const server = await FakeServer.start()
  onTestFinished(() => server.stop())
  const client = new ChatClient({ url: server.url })
  onTestFinished(() => client.close())
  const seen: string[] = []
  const room = await client.join('support')
  room.on('message', (m) => seen.push(m.text))
  const m = await room.send('Hello')
  expect(room.messages).toEqual([m])
  expect(seen).toEqual(['Hello'])
  server.losesPushes = true
  server.cut()
  server.say('support', 'missed')
  await room.send('again')
  server.losesPushes = false
  await vi.waitFor(() => expect(seen).toEqual(['Hello', 'missed', 'again']))
  await room.edit(m.id, 'Edited')
  await vi.waitFor(() => expect(room.messages[0]?.text).toBe('Edited'))
})
