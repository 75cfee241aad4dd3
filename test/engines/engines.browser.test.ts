import { ChatClient, type Room } from '@chat/sdk'
import { createChatServer, type ChatServer } from '@chat/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { HostPage } from '../host-page.js'
import { TcpProxy } from '../tcp-proxy.js'
import type { EnginePage } from './engine-page.js'
import { FirefoxPage } from './firefox-page.js'
import { WebKitPage, type WebKitPrograms } from './webkit-page.js'

declare module 'vitest' {
  interface ProvidedContext {
    firefox: string | undefined
    webkit: WebKitPrograms | undefined
  }
}

const firefox = inject('firefox')
const webkit = inject('webkit')

const engines: { name: string; open: (() => Promise<EnginePage>) | undefined }[] = [
  { name: 'Firefox', open: firefox === undefined ? undefined : () => FirefoxPage.open(firefox) },
  { name: 'WebKit', open: webkit && (() => WebKitPage.open(webkit)) },
]

let server: ChatServer
let port: number
let proxy: TcpProxy
let friend: ChatClient
let roomNumber = 0

beforeAll(async () => {
  server = createChatServer({ database: 'memory', logLevel: 'silent', rates: 'off' })
  port = (await server.listen({ host: '127.0.0.1' })).port
})
afterAll(() => server.close())
beforeEach(async () => {
  proxy = await TcpProxy.start(port)
  friend = new ChatClient({ url: `http://127.0.0.1:${port}`, name: 'Friend' })
  roomNumber += 1
})
afterEach(async () => {
  await friend.close()
  await proxy.close()
})

for (const { name, open } of engines) {
  describe.skipIf(!open)(name, () => {
    let page: EnginePage
    let site: HostPage
    let room: Room

    beforeAll(async () => {
      if (open) page = await open()
    })
    afterAll(() => page.close())
    afterEach(() => site.close())

    /** Opens a page of another site with the tag on it, and a friend in its room. */
    async function visit(markup = '<chat-room room="?"></chat-room>', headers = {}) {
      const inRoom = markup.replace('?', `room-${roomNumber}`)
      site = await HostPage.start(`<script src="${proxy.url}/chat.js"></script>${inRoom}`, headers)
      room = await friend.join(`room-${roomNumber}`)
      await page.goto(site.url)
      await isConnected()
    }

    const isConnected = () =>
      expect
        .poll(() => page.evaluate(() => document.querySelector('chat-room')?.status ?? ''))
        .toBe('connected')

    /** What the visitor reads, top to bottom; an unsent message with an ellipsis. */
    const shown = () =>
      page.evaluate(() => {
        const rows = document.querySelector('chat-room')?.shadowRoot?.querySelectorAll('.row')
        return Array.from(rows ?? [], (row) => {
          const text = row.querySelector('.text')?.textContent ?? ''
          return row.classList.contains('pending') ? `${text} …` : text
        })
      })

    const focus = () => page.evaluate(() => document.querySelector('chat-room')?.focus())

    test('what is typed reaches the others, and what they write is shown', async () => {
      await visit()
      await focus()
      await page.type('Hello from here')
      await page.press('Enter')
      await expect.poll(() => room.messages.map(({ text }) => text)).toEqual(['Hello from here'])
      await room.send('Hello back')
      await expect.poll(shown).toEqual(['Hello from here', 'Hello back'])
    })

    test('what is written while the connection is away arrives once and in order', async () => {
      await visit()
      await focus()
      await page.type('before')
      await page.press('Enter')
      await expect.poll(shown).toEqual(['before'])
      proxy.cut()
      await room.send('meanwhile')
      await page.type('away')
      await page.press('Enter')
      await expect.poll(shown).toEqual(['before', 'away …'])
      proxy.restore()
      await expect.poll(shown).toEqual(['before', 'meanwhile', 'away'])
      await expect
        .poll(() => room.messages.map(({ text }) => text))
        .toEqual(['before', 'meanwhile', 'away'])
    })

    test('who comes back to the page is the same user', async () => {
      await visit()
      await focus()
      await page.type('I was here')
      await page.press('Enter')
      await expect.poll(shown).toEqual(['I was here'])
      const userId = () => page.evaluate(() => document.querySelector('chat-room')?.user?.id)
      const before = await userId()
      await page.goto(site.url)
      await isConnected()
      expect(await userId()).toBe(before)
      await expect.poll(shown).toEqual(['I was here'])
    })

    test('a strict policy of the page leaves it working and styled', async () => {
      await visit(undefined, {
        'Content-Security-Policy': [
          `default-src 'none'; script-src ${proxy.url}`,
          `connect-src ${proxy.url} ${proxy.url.replace('http', 'ws')}`,
          "require-trusted-types-for 'script'; trusted-types 'none'",
        ].join('; '),
      })
      await room.send('Under a policy')
      await expect.poll(shown).toEqual(['Under a policy'])
      const radius = await page.evaluate(() => {
        const bubble = document.querySelector('chat-room')?.shadowRoot?.querySelector('.bubble')
        return bubble ? getComputedStyle(bubble).borderRadius : ''
      })
      expect(radius).toContain('17px')
    })

    test('in a narrow page nothing is cut off and the composer is in view', async () => {
      await visit(
        '<meta name="viewport" content="width=device-width"><chat-room room="?"></chat-room>',
      )
      await page.resize(320, 640)
      await room.send(`A long word: ${'x'.repeat(300)} and https://example.com/${'y'.repeat(200)}`)
      await expect.poll(async () => (await shown()).length).toBe(1)
      const overflow = () =>
        page.evaluate(() => {
          const root = document.querySelector('chat-room')?.shadowRoot
          const scroller = root?.querySelector('.scroller')
          const composer = root?.querySelector('textarea')?.getBoundingClientRect()
          return {
            sideways: scroller ? scroller.scrollWidth - scroller.clientWidth : NaN,
            isComposerInView: composer !== undefined && composer.bottom <= innerHeight,
          }
        })
      await expect.poll(overflow).toEqual({ sideways: 0, isComposerInView: true })
    })

    test('a launcher opens its room, and Escape closes it', async () => {
      site = await HostPage.start(
        `<script src="${proxy.url}/launcher.js"></script><chat-launcher room="room-${roomNumber}"></chat-launcher>`,
      )
      await page.goto(site.url)
      await page.evaluate(() => document.querySelector('chat-launcher')?.open())
      const status = () =>
        page.evaluate(
          () =>
            document.querySelector('chat-launcher')?.shadowRoot?.querySelector('chat-room')?.status,
        )
      await expect.poll(status).toBe('connected')
      const isWriting = () =>
        page.evaluate(() => {
          const launcher = document.querySelector('chat-launcher')?.shadowRoot
          return launcher?.activeElement?.shadowRoot?.activeElement?.localName
        })
      await expect.poll(isWriting).toBe('textarea')
      await page.press('Escape')
      await expect
        .poll(() => page.evaluate(() => document.querySelector('chat-launcher')?.isOpen))
        .toBe(false)
    })
  })
}
