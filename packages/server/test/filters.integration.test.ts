import type { SettingsChange } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ModerationOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const room = 'tea'
const folder = useTemporaryFolder()

/** A server with what counts over time, and somebody in its room. */
async function startRoom(moderation: ModerationOptions = {}, settings?: SettingsChange) {
  const server = await startServer({ rates: {}, moderation })
  if (settings) await server.moderate(room, { type: 'settings', settings })
  const enter = async (auth: object = {}) => {
    const visitor = await Visitor.arrive(server.url, auth)
    await visitor.request('join', { room })
    return visitor
  }
  return { server, enter, ann: await enter() }
}

const say = (visitor: Visitor, text: string, id = randomUUID()) =>
  visitor.codeOf('message', { room, text, id })

describe('by default', () => {
  test('people who just talk notice nothing', async () => {
    const { ann, enter } = await startRoom()
    const ben = await enter()
    for (const text of [
      'Hi',
      'hi!',
      'Hello',
      'How are you?',
      'ok',
      'ok',
      'ok',
      'See example.com',
    ]) {
      expect(await say(ann, text)).toBe('ok')
      if (text.length > 3) expect(await say(ben, text)).toBe('ok')
    }
  })

  test('a flood of one text ends, and none of it is kept from its author', async () => {
    const { ann } = await startRoom()
    const codes = []
    for (let sent = 0; sent < 9; sent += 1) codes.push(await say(ann, `Cheap watches ${sent}`))
    expect(codes).toEqual([...Array<string>(6).fill('ok'), 'refused', 'refused', 'refused'])
    await eventually(() => expect(ann.texts(room)).toHaveLength(6))
  })

  test('a wave of strangers with one text ends', async () => {
    const { enter } = await startRoom()
    const codes = []
    for (let count = 0; count < 13; count += 1) {
      codes.push(await say(await enter(), 'Join our server, the best of all!'))
    }
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10)
    expect(codes.slice(10)).toEqual(['refused', 'refused', 'refused'])
  })
})

test('a message sent again with its id is answered as before, whatever the filters say of it now', async () => {
  const { ann, server } = await startRoom({ measures: { repeats: { points: 1, seconds: 60 } } })
  const id = randomUUID()
  const first = await ann.request('message', { room, text: 'Hello', id })
  for (let sent = 0; sent < 3; sent += 1) {
    expect(await ann.request('message', { room, text: 'Hello', id })).toEqual(first)
  }
  await server.moderate(room, { type: 'settings', settings: { slowModeS: 600, holdAll: true } })
  expect(await ann.request('message', { room, text: 'Hello', id })).toEqual(first)
  expect(await say(ann, 'Hello')).toBe('refused')
})

test('a preset of the room holds in that room', async () => {
  const { ann } = await startRoom({ preset: 'open' }, { preset: 'strict' })
  expect(await say(ann, 'See example.com')).toBe('refused')
  expect(await say(ann, 'Hello')).toBe('held')
  await ann.request('join', { room: 'coffee' })
  expect(await ann.codeOf('message', { room: 'coffee', text: 'See example.com' })).toBe('ok')
})

describe('slow mode', () => {
  test('tells when to write again; what was refused is sent then', async () => {
    const server = await startServer()
    await server.moderate(room, { type: 'settings', settings: { slowModeS: 5 } })
    const ann = await Visitor.arrive(server.url)
    await ann.request('join', { room })
    expect(await say(ann, 'One')).toBe('ok')
    const id = randomUUID()
    const answer = await ann.ask('message', { room, text: 'Two', id })
    expect(answer).toMatchObject({ ok: false, error: { code: 'rate_limited' } })
    const retryAfter = answer.ok ? 0 : (answer.error.retryAfter ?? 0)
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(5_000)
    await eventually(async () => expect(await say(ann, 'Two', id)).toBe('ok'))
  })

  test('is not got around with a message that the room refused before', async () => {
    const server = await startServer()
    await server.moderate(room, { type: 'settings', settings: { readOnly: true, slowModeS: 600 } })
    const ann = await Visitor.arrive(server.url)
    await ann.request('join', { room })
    const id = randomUUID()
    expect(await say(ann, 'Saved up', id)).toBe('read_only')
    // Another pace begins anew.
    await server.moderate(room, { type: 'settings', settings: { readOnly: false, slowModeS: 500 } })
    expect(await say(ann, 'Hello')).toBe('ok')
    expect(await say(ann, 'Saved up', id)).toBe('rate_limited')
  })

  test('holds also where the limits over time are off, and for a new connection', async () => {
    const server = await startServer()
    await server.moderate(room, { type: 'settings', settings: { slowModeS: 600 } })
    const ann = await Visitor.arrive(server.url)
    await ann.request('join', { room })
    expect(await say(ann, 'One')).toBe('ok')
    const again = await Visitor.arrive(server.url, { token: ann.session.token })
    await again.request('join', { room })
    expect(await say(again, 'Two')).toBe('rate_limited')
  })
})

describe('what is held', () => {
  test('is shown to nobody, and stays held when it is sent again', async () => {
    const { ann, enter } = await startRoom({}, { holdAll: true, slowModeS: 600 })
    const ben = await enter()
    const id = randomUUID()
    expect(await say(ann, 'May I?', id)).toBe('held')
    expect(await say(ann, 'May I?', id)).toBe('held')
    expect(ann.texts(room)).toEqual([])
    expect(ben.texts(room)).toEqual([])
    const { messages } = await ann.request('history', { room, before: 99 })
    expect(messages).toEqual([])
  })
})

describe('words that are not wanted', () => {
  test('are refused in new messages and in edits', async () => {
    const { ann } = await startRoom({ words: ['darn'] })
    expect(await say(ann, 'd.4.r.n it')).toBe('refused')
    const { message } = await ann.request('message', { room, text: 'Darning socks' })
    expect(await ann.codeOf('edit', { room, id: message.id, text: 'DARN' })).toBe('refused')
  })

  test('come from a file, too; a file that is not there stops the server', async () => {
    const wordList = join(folder, 'words.txt')
    writeFileSync(wordList, '# mine\ndarn\n')
    const { ann } = await startRoom({ wordList })
    expect(await say(ann, 'Darn!')).toBe('refused')
    await expect(startServer({ moderation: { wordList: `${wordList}x` } })).rejects.toThrow(
      /moderation.wordList .* cannot be read/,
    )
  })
})

test('an option that is wrong is named', async () => {
  const start = (moderation: object) => startServer({ moderation })
  await expect(start({ preset: 'severe' })).rejects.toThrow(/moderation.preset must be one of open/)
  await expect(start({ measures: { links: 'many' } })).rejects.toThrow(/moderation.measures.links/)
  await expect(start({ measures: { lynx: 1 } })).rejects.toThrow(/moderation.measures.lynx/)
})
