import { ChatClient, type Room } from '@chat/sdk'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { noteTexts } from './note-texts.js'
import type { RoomPage } from './room-page.js'
import { useStage, type Proxy } from './stage.js'

const stage = useStage({ rates: { message: { points: 4, seconds: 6 } } })

/** A visitor whose connection can break. */
async function arrive(room: string): Promise<{ ann: RoomPage; proxy: Proxy }> {
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room room="${room}" server="${proxy.url}"></chat-room>`)
  return { ann: await ann.isReady(), proxy }
}

/** The room as everybody else has it. */
async function watch(name: string): Promise<Room> {
  const client = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => client.close())
  return client.join(name)
}

const textsOf = (room: Room) => room.messages.map(({ text }) => text)
const pending = ({ element }: RoomPage) => element.locator('.row.pending .text')
const failed = ({ element }: RoomPage) => element.locator('.row.failed')
const statusOf = ({ element }: RoomPage) => element.locator('.status')

test('a message is shown at once as on its way, and as sent when the server has it', async () => {
  const { ann } = await arrive('states')
  const states = await noteTexts(ann, '.row.own .state')
  await ann.write('Hello')
  await eventually(states).toEqual(['Sending', 'Sent'])
})

test('what is written while the connection is away waits in sight, and is sent once and in order', async () => {
  const { ann, proxy } = await arrive('away')
  const room = await watch('away')
  proxy.cut()
  await ann.write('One')
  await ann.write('Two')
  await eventually(() => pending(ann).allInnerTexts()).toEqual(['One', 'Two'])
  await eventually(() => statusOf(ann).innerText()).toMatch(/^Reconnecting…/)
  await room.send('Meanwhile')
  expect(textsOf(room)).toEqual(['Meanwhile'])

  proxy.restore()
  await eventually(() => textsOf(room), 20_000).toEqual(['Meanwhile', 'One', 'Two'])
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Meanwhile', 'One', 'Two'])
  // Others may have it before its author is told so.
  await eventually(() => pending(ann).count()).toBe(0)
  await eventually(() => statusOf(ann).innerText()).toBe('')
})

test('what is written before the first connection waits in sight as well', async () => {
  const proxy = await stage().proxy()
  proxy.cut()
  const ann = await stage().visit(`<chat-room room="early" server="${proxy.url}"></chat-room>`)
  await ann.write('Early')
  await eventually(() => pending(ann).allInnerTexts()).toEqual(['Early'])
  proxy.restore()
  await eventually(() => pending(ann).count(), 20_000).toBe(0)
  expect(await ann.texts.allInnerTexts()).toEqual(['Early'])
})

test('what waits for a connection can be taken back', async () => {
  const { ann, proxy } = await arrive('taken-back')
  proxy.cut()
  await ann.write('Better not')
  await ann.write('This one')
  const row = ann.element.locator('.row.pending', { hasText: 'Better not' })
  await row.getByRole('button', { name: 'Discard' }).click()
  await eventually(() => pending(ann).allInnerTexts()).toEqual(['This one'])
  proxy.restore()
  await eventually(() => pending(ann).count(), 20_000).toBe(0)
  expect(await ann.texts.allInnerTexts()).toEqual(['This one'])
})

test('an answer that is lost on its way does not double the message', async () => {
  const { ann, proxy } = await arrive('answer')
  const room = await watch('answer')
  room.once('message', () => proxy.cut())
  await ann.write('Only once')
  await eventually(() => textsOf(room)).toEqual(['Only once'])
  proxy.restore()
  await eventually(() => pending(ann).count(), 20_000).toBe(0)
  await ann.send('And this')
  expect(await ann.texts.allInnerTexts()).toEqual(['Only once', 'And this'])
  await eventually(() => textsOf(room)).toEqual(['Only once', 'And this'])
})

test('a device without network is told so, and goes on when it is back', async () => {
  const { ann, proxy } = await arrive('offline')
  proxy.cut()
  await ann.page.context().setOffline(true)
  await eventually(() => statusOf(ann).innerText()).toMatch(/^You are offline\./)
  await ann.write('From the tunnel')
  proxy.restore()
  await ann.page.context().setOffline(false)
  await ann.element.locator('.row.own .state', { hasText: 'Sent' }).waitFor()
  await eventually(() => statusOf(ann).innerText()).toBe('')
})

test('sending too fast is told of at the message, which goes out by itself', async () => {
  const { ann } = await arrive('fast')
  const texts = Array.from({ length: 5 }, (_, index) => `Message ${index + 1}`)
  const notes = await noteTexts(ann, '.row.pending .meta')
  // At once, or a slow machine would not be too fast.
  await ann.element.evaluate((room: HTMLElementTagNameMap['chat-room'], all) => {
    for (const text of all) void room.send(text)
  }, texts)
  await eventually(async () => (await notes()).join('\n')).toMatch(
    /^You are sending too fast; it goes out in \d s\./m,
  )
  await eventually(() => pending(ann).count()).toBe(0)
  expect(await ann.texts.allInnerTexts()).toEqual(texts)
  expect(await failed(ann).count()).toBe(0)
})

/** A message that the server refuses: written while away, in a room that is read-only by the time it arrives. */
async function beRefused(room: string): Promise<RoomPage> {
  const { ann, proxy } = await arrive(room)
  await ann.send('Before')
  proxy.cut()
  await ann.write('Too late')
  await pending(ann).waitFor()
  await stage().server.moderate(room, { type: 'settings', settings: { readOnly: true } })
  proxy.restore()
  await failed(ann).waitFor({ timeout: 20_000 })
  return ann
}

test('a refused message says why and stays; sent again when it may be, it arrives', async () => {
  const ann = await beRefused('retry')
  expect(await failed(ann).locator('.problem').innerText()).toBe('Not sent: The room is read-only.')
  await stage().server.moderate('retry', { type: 'settings', settings: { readOnly: false } })
  await ann.composer.waitFor()
  await ann.send('In between')
  await failed(ann).getByRole('button', { name: 'Try again' }).click()
  await eventually(() => failed(ann).count()).toBe(0)
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Before', 'In between', 'Too late'])
  const room = await watch('retry')
  await eventually(() => textsOf(room)).toEqual(['Before', 'In between', 'Too late'])
})

test('a refused message can be discarded', async () => {
  const ann = await beRefused('discard')
  await failed(ann).getByRole('button', { name: 'Discard' }).click()
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Before'])
  expect(textsOf(await watch('discard'))).toEqual(['Before'])
})
