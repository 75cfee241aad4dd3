import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { lingerLong } from './linger-long.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

type Element = HTMLElementTagNameMap['chat-room']

/** How many members the others saw, at every change. */
async function watchCounts(room: string) {
  const zoe = await joinAs(stage(), 'Zoe', room)
  const counts: number[] = []
  zoe.on('members', ({ count }) => counts.push(count))
  return { zoe, counts }
}

/** Takes the element out, as the router of a page does; a later task puts it in again. */
const takeOut = ({ page }: RoomPage) =>
  page.evaluate(() => {
    const room = document.querySelector('chat-room')
    Object.assign(globalThis, { kept: room })
    room?.remove()
  })

const putIn = ({ page }: RoomPage) =>
  page.evaluate(() => document.body.append((globalThis as unknown as { kept: Element }).kept))

const userOf = ({ element }: RoomPage) => element.evaluate((room: Element) => room.user?.id)

test('taken out and put in on the next page it is the same visitor, who never left, with what they were writing', async () => {
  const { zoe, counts } = await watchCounts('router')
  const ann = await stage().visit('<chat-room room="router"></chat-room>', { prepare: lingerLong })
  await ann.isReady()
  await ann.send('Before')
  await ann.composer.fill('Half a thought')
  const user = await userOf(ann)
  await eventually(() => counts).toEqual([2])

  await takeOut(ann)
  await zoe.send('Meanwhile')
  await putIn(ann)

  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Before', 'Meanwhile'])
  expect(await userOf(ann)).toBe(user)
  expect(await ann.composer.inputValue()).toBe('Half a thought')
  await ann.composer.press('Enter')
  await eventually(() => zoe.messages.map(({ text }) => text)).toEqual([
    'Before',
    'Meanwhile',
    'Half a thought',
  ])
  expect(counts).toEqual([2])
})

test('where the next page has an element of its own for the room, that one goes on', async () => {
  const { counts } = await watchCounts('turbo')
  const ann = await stage().visit('<chat-room room="turbo"></chat-room>')
  await ann.isReady()
  await ann.send('Before')
  await ann.composer.fill('Half a thought')
  const user = await userOf(ann)
  await eventually(() => counts).toEqual([2])

  await ann.page.evaluate(() => {
    const next = document.createElement('body')
    next.append(document.createElement('chat-room'))
    next.querySelector('chat-room')?.setAttribute('room', 'turbo')
    document.body.remove()
    document.documentElement.append(next)
  })
  await ann.isReady()
  expect(await userOf(ann)).toBe(user)
  expect(await ann.texts.allInnerTexts()).toEqual(['Before'])
  expect(await ann.composer.inputValue()).toBe('Half a thought')
  await ann.send('After')
  expect(counts).toEqual([2])
})

test('put in again it shows the latest message, also after a move within one task', async () => {
  const { zoe } = await watchCounts('place')
  await fillRoom(zoe, createTexts(40))
  const ann = await stage().visit('<main></main><chat-room room="place"></chat-room>')
  await ann.isReady()
  const distanceToEnd = () =>
    ann.log.evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop))
  await eventually(distanceToEnd).toBe(0)
  await ann.element.evaluate((room) => document.querySelector('main')?.append(room))
  await eventually(distanceToEnd).toBe(0)
  await takeOut(ann)
  await putIn(ann)
  await eventually(distanceToEnd).toBe(0)
  await zoe.send('One more')
  await ann.texts.getByText('One more').waitFor()
  await eventually(distanceToEnd).toBe(0)
})

test('taken out for good, it leaves', async () => {
  const { counts } = await watchCounts('gone')
  const ann = await stage().visit('<chat-room room="gone"></chat-room>')
  await ann.isReady()
  await eventually(() => counts).toEqual([2])
  await takeOut(ann)
  await eventually(() => counts).toEqual([2, 1])
})

test('the page can make it leave and come back', async () => {
  const { counts } = await watchCounts('leaving')
  const ann = await stage().visit('<chat-room room="leaving"></chat-room>')
  await ann.isReady()
  await eventually(() => counts).toEqual([2])
  await ann.element.evaluate((room: Element) => room.leave())
  await eventually(() => counts).toEqual([2, 1])
  expect(await ann.composer.count()).toBe(0)
  expect(await ann.element.evaluate((room: Element) => room.status)).toBeUndefined()
  await takeOut(ann)
  await putIn(ann)
  expect(await ann.composer.count()).toBe(0)

  await ann.element.evaluate((room: Element) => room.reconnect())
  await ann.send('Here again')
  await eventually(() => counts).toEqual([2, 1, 2])
})

test('the page reads and writes what the visitor does: draft, name, members, older messages', async () => {
  const { zoe } = await watchCounts('members')
  await fillRoom(zoe, createTexts(120))
  const ann = await stage().visit('<chat-room room="members" name="Ann"></chat-room>')
  await ann.isReady()
  const names = () =>
    ann.element.evaluate((room: Element) => room.members.list.map(({ name }) => name).toSorted())
  await eventually(names).toEqual(['Ann', 'Zoe'])
  expect(await ann.element.evaluate((room: Element) => room.setName('Anna'))).toBe(true)
  await eventually(names).toEqual(['Anna', 'Zoe'])

  await ann.element.evaluate((room: Element) => (room.draft = 'From the page'))
  await eventually(() => ann.composer.inputValue()).toBe('From the page')
  await ann.composer.fill('From the visitor')
  expect(await ann.element.evaluate((room: Element) => room.draft)).toBe('From the visitor')

  const count = () => ann.element.evaluate((room: Element) => room.messages.length)
  const before = await count()
  expect(await ann.element.evaluate((room: Element) => room.loadOlder())).toBe(true)
  expect(await count()).toBeGreaterThan(before)
})

test('it works within the shadow root of another component, two rooms beside each other on one connection', async () => {
  const sockets: string[] = []
  const ann = await stage().visit('<my-component></my-component>', {
    prepare: (context) => {
      context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())))
      return Promise.resolve()
    },
  })
  await ann.page.evaluate(() => {
    const root = document.querySelector('my-component')?.attachShadow({ mode: 'open' })
    for (const name of ['left', 'right']) {
      const room = document.createElement('chat-room')
      room.room = name
      root?.append(room)
    }
  })
  for (const name of ['left', 'right']) {
    const room = ann.page.locator(`chat-room[room=${name}]`)
    await room.getByRole('textbox', { name: 'Message' }).fill(`In ${name}`)
    await ann.page.keyboard.press('Enter')
    await room.locator('.row.own:not(.pending)').waitFor()
    expect(await room.locator('.text').allInnerTexts()).toEqual([`In ${name}`])
  }
  await ann.page.waitForFunction(
    () =>
      document.querySelector('my-component')?.shadowRoot?.querySelector('chat-room')?.status ===
      'connected',
  )
  expect(sockets).toHaveLength(1)
})
