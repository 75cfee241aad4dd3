import { ChatClient, type Message } from '@chat/sdk'
import { expect, onTestFinished, test } from 'vitest'
import { asSent, isAllowed, NAUGHTY_STRINGS } from './naughty-strings.ts'
import { ServerProcess } from './server-process.ts'

/** What somebody new finds in the room, all pages of it. */
async function readRoom(url: string): Promise<string[]> {
  const client = new ChatClient({ url, storage: null })
  const room = await client.join('naughty')
  while (room.hasOlder) await room.loadOlder()
  const texts = room.messages.map(({ text }) => text)
  await client.close()
  return texts
}

test('naughty strings come out as they went in, also after a restart, or are refused with a reason', async () => {
  const server = await ServerProcess.start({ flags: ['--rate-limits', 'off'] })
  onTestFinished(() => server.dispose())
  const client = new ChatClient({ url: server.url, storage: null })
  onTestFinished(() => client.close())
  const room = await client.join('naughty')

  const outcomes = await Promise.allSettled(NAUGHTY_STRINGS.map((text) => room.send(text)))
  const stored: Message[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const text = NAUGHTY_STRINGS[index] ?? ''
    if (outcome.status === 'fulfilled') {
      expect(outcome.value.text).toBe(asSent(text))
      stored.push(outcome.value)
    } else expect({ text, code: outcome.reason.code }).toEqual({ text, code: 'invalid_payload' })
    expect({ text, isStored: outcome.status === 'fulfilled' }).toEqual({
      text,
      isStored: isAllowed(text),
    })
  }
  expect(stored.length).toBeGreaterThan(430)
  expect(stored.length).toBeLessThan(NAUGHTY_STRINGS.length)

  const texts = stored.toSorted((a, b) => a.seq - b.seq).map(({ text }) => text)
  expect(await readRoom(server.url)).toEqual(texts)
  await server.kill()
  await server.start()
  expect(await readRoom(server.url)).toEqual(texts)
})

test('as names they are taken as they are, made one line, or refused with a reason', async () => {
  const server = await ServerProcess.start({ flags: ['--rate-limits', 'off'] })
  onTestFinished(() => server.dispose())
  const client = new ChatClient({ url: server.url, storage: null })
  onTestFinished(() => client.close())
  await client.join('naughty')
  let taken = 0
  for (const name of NAUGHTY_STRINGS) {
    const asked = name.normalize('NFC').replace(/\s+/g, ' ').trim()
    const outcome = await client.setName(name).then(
      (user) => user.name,
      (error: { code: string }) => error.code,
    )
    if (outcome === asked) taken += 1
    else expect(['invalid_payload', 'too_long']).toContain(outcome)
  }
  expect(taken).toBeGreaterThan(200)
})
