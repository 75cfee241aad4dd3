import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { lingerLong } from './linger-long.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

type Element = HTMLElementTagNameMap['chat-room']

const { resolve } = createRequire(import.meta.url)

/** Libraries that put the next page in place of this one, with how a link asks for that. */
const LIBRARIES = [
  ['Turbo', resolve('@hotwired/turbo/dist/turbo.es2017-umd.js'), ''],
  ['htmx', resolve('htmx.org/dist/htmx.min.js'), 'hx-boost:inherited="true"'],
] as const

/** Opens a site whose pages the library swaps. */
async function visitSite(library: string, link: string, pages: Record<string, string>) {
  const sockets: string[] = []
  const navigation = `<nav ${link}><a href="/room">Room</a><a href="/other">Other</a></nav>`
  const ann = await stage().visit(
    (path) =>
      `<script src="/library.js" data-turbo-eval="false"></script>${navigation}${pages[path] ?? pages['/other']}`,
    {
      prepare: async (context) => {
        context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())))
        await lingerLong(context)
        await context.route('**/library.js', (route) => route.fulfill({ path: library }))
      },
    },
  )
  // Gone as soon as a page is loaded in the way of a browser.
  await ann.page.evaluate(() => Object.assign(globalThis, { isOnePage: true }))
  return { ann, sockets }
}

const go = ({ page }: RoomPage, name: string) => page.getByRole('link', { name }).click()
const isOnePage = ({ page }: RoomPage) => page.evaluate(() => 'isOnePage' in globalThis)
const userOf = ({ element }: RoomPage) => element.evaluate((room: Element) => room.user?.id)

test.each(LIBRARIES)(
  'where %s goes to a page without the room and back, the visitor never left, and finds what they were writing',
  async (name, library, link) => {
    const room = `swapped-by-${name}`
    const zoe = await joinAs(stage(), 'Zoe', room)
    const counts: number[] = []
    zoe.on('members', ({ count }) => counts.push(count))
    const { ann, sockets } = await visitSite(library, link, {
      '/room': `<h1>Room</h1><chat-room room="${room}"></chat-room>`,
      '/other': '<h1>Other</h1>',
    })
    await go(ann, 'Room')
    await ann.isReady()
    await ann.send('Before')
    await ann.composer.fill('Half a thought')
    const user = await userOf(ann)

    await go(ann, 'Other')
    await ann.page.getByRole('heading', { name: 'Other' }).waitFor()
    await eventually(() => ann.element.count()).toBe(0)
    await zoe.send('Meanwhile')
    await go(ann, 'Room')

    await eventually(() => ann.texts.allInnerTexts()).toEqual(['Before', 'Meanwhile'])
    await eventually(() => ann.composer.inputValue()).toBe('Half a thought')
    expect(await userOf(ann)).toBe(user)
    await ann.send('After')
    expect(await isOnePage(ann)).toBe(true)
    expect(sockets).toHaveLength(1)
    expect(counts).toEqual([2])
  },
)

test.each(LIBRARIES)(
  'where every page that %s goes to has the room, the next element goes on in place of the last one',
  async (name, library, link) => {
    const room = `kept-by-${name}`
    const zoe = await joinAs(stage(), 'Zoe', room)
    const markup = (title: string) => `<h1>${title}</h1><chat-room room="${room}"></chat-room>`
    const { ann, sockets } = await visitSite(library, link, {
      '/room': markup('Room'),
      '/other': markup('Other'),
    })
    await ann.isReady()
    await ann.send('Before')
    await go(ann, 'Room')
    await ann.page.getByRole('heading', { name: 'Room' }).waitFor()
    await ann.isReady()
    await ann.send('After')
    await eventually(() => ann.texts.allInnerTexts()).toEqual(['Before', 'After'])
    expect(new Set(zoe.messages.map(({ user }) => user.id)).size).toBe(1)
    expect(await isOnePage(ann)).toBe(true)
    expect(sockets).toHaveLength(1)
  },
)

test('an element that Turbo is told to keep is the same one on the next page', async () => {
  const [[, library, link]] = LIBRARIES
  const markup = (title: string) =>
    `<h1>${title}</h1><chat-room id="chat" data-turbo-permanent room="permanent"></chat-room>`
  const { ann, sockets } = await visitSite(library, link, {
    '/room': markup('Room'),
    '/other': markup('Other'),
  })
  await ann.isReady()
  await ann.send('Before')
  await ann.element.evaluate((room) => Object.assign(globalThis, { kept: room }))
  await go(ann, 'Room')
  await ann.page.getByRole('heading', { name: 'Room' }).waitFor()
  await eventually(() =>
    ann.element.evaluate((room) => room === (globalThis as unknown as { kept: Element }).kept),
  ).toBe(true)
  await ann.send('After')
  expect(await ann.texts.allInnerTexts()).toEqual(['Before', 'After'])
  expect(sockets).toHaveLength(1)
})
