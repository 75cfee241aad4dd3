import { ChatClient } from '@chat/sdk'
import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

/** Counts the connections that pages make, and those that are open. */
class Sockets {
  made = 0
  open = 0

  readonly count = async (context: BrowserContext): Promise<void> => {
    context.on('page', (page) =>
      page.on('websocket', (socket) => {
        this.made += 1
        this.open += 1
        socket.on('close', () => (this.open -= 1))
      }),
    )
  }
}

test('an element that is moved keeps its connection, its session and what it shows', async () => {
  const sockets = new Sockets()
  const ann = await stage().visit(
    '<div id="here"><chat-room room="moving" name="Ann"></chat-room></div><div id="there"></div>',
    { prepare: sockets.count },
  )
  await ann.isReady()
  await ann.send('Before')
  const watcher = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => watcher.close())
  const room = await watcher.join('moving')
  await eventually(() => room.members.count).toBe(2)
  const counts: number[] = []
  room.on('members', ({ count }) => counts.push(count))

  const isSame = await ann.element.evaluate((element: HTMLElementTagNameMap['chat-room']) => {
    const { user } = element
    document.querySelector('#there')?.append(element)
    return user !== undefined && element.user === user && element.status === 'connected'
  })
  expect(isSame).toBe(true)
  await ann.send('After')
  expect(await ann.texts.allInnerTexts()).toEqual(['Before', 'After'])
  await eventually(() => room.messages.map(({ text }) => text)).toEqual(['Before', 'After'])
  expect(new Set(room.messages.map(({ user }) => user.id)).size).toBe(1)
  expect(counts.filter((count) => count !== 2)).toEqual([])
  expect(sockets.made).toBe(1)
})

test('rooms of one server share a connection and a visitor, and the last to go ends it', async () => {
  const sockets = new Sockets()
  const ann = await stage().visit(
    `<chat-room id="one" room="first"></chat-room><chat-room id="two" room="second"></chat-room>
     <chat-room id="three" room="first"></chat-room>`,
    { prepare: sockets.count },
  )
  const [one, two, three] = ['#one', '#two', '#three'].map((id) => ann.page.locator(id))
  await eventually(() =>
    ann.page
      .locator('chat-room')
      .evaluateAll((rooms: HTMLElementTagNameMap['chat-room'][]) => [
        ...new Set(rooms.map(({ status, user }) => `${status} ${user?.id}`)),
      ]),
  ).toEqual([expect.stringMatching(/^connected (?!undefined)/)])
  await one?.getByRole('textbox').fill('To the first')
  await one?.getByRole('textbox').press('Enter')
  await eventually(() => three?.locator('.text').allInnerTexts()).toEqual(['To the first'])
  expect(await two?.locator('.text').allInnerTexts()).toEqual([])
  expect(sockets).toMatchObject({ made: 1, open: 1 })

  await ann.page.evaluate(() => document.querySelector('#one')?.remove())
  await two?.getByRole('textbox').fill('To the second')
  await two?.getByRole('textbox').press('Enter')
  await eventually(() => two?.locator('.text').allInnerTexts()).toEqual(['To the second'])
  expect(sockets).toMatchObject({ made: 1, open: 1 })
  await ann.page.evaluate(() => {
    for (const room of document.querySelectorAll('chat-room')) room.remove()
  })
  await eventually(() => sockets.open).toBe(0)
  expect(sockets.made).toBe(1)
})

test('an element taken out of the page leaves the room; put back, it is the same visitor', async () => {
  const ann = await stage().visit('<chat-room room="back"></chat-room>')
  await ann.isReady()
  const watcher = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => watcher.close())
  const room = await watcher.join('back')
  await eventually(() => room.members.count).toBe(2)
  const before = await ann.page.evaluate(() => {
    const element = document.querySelector('chat-room')
    Object.assign(globalThis, { element })
    element?.remove()
    return element?.user?.id
  })
  expect(before).toBeDefined()
  await eventually(() => room.members.count).toBe(1)
  await ann.page.evaluate(() =>
    document.body.append((globalThis as unknown as { element: Element }).element),
  )
  await ann.isReady()
  await eventually(() => room.members.count).toBe(2)
  expect(await ann.page.evaluate(() => document.querySelector('chat-room')?.user?.id)).toBe(before)
})
