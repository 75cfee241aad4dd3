import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

/** Everything that the page has on the visitor's device. */
function stored(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    cookies: document.cookie.split('; ').filter(Boolean),
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    caches: await caches.keys(),
  }))
}

const NOTHING = { localStorage: [], sessionStorage: [], cookies: [], databases: [], caches: [] }

test('reading leaves nothing on the device; the first message leaves one entry, which remembers the visitor', async () => {
  const ann = await stage().visit('<chat-room room="device"></chat-room>')
  await ann.isReady()
  await ann.composer.fill('Only a draft')
  expect(await stored(ann.page)).toEqual(NOTHING)
  expect(await ann.page.context().cookies()).toEqual([])

  await ann.composer.press('Enter')
  await eventually(() => stored(ann.page)).toEqual({
    ...NOTHING,
    localStorage: [expect.any(String)],
  })
  const user = () => ann.element.evaluate((room: HTMLElementTagNameMap['chat-room']) => room.user)
  const before = await user()
  await ann.page.reload()
  await ann.isReady()
  expect(await user()).toEqual(before)
  expect(await ann.page.context().cookies()).toEqual([])
})

test('choosing a name is an act too', async () => {
  const ann = await stage().visit('<chat-room room="named"></chat-room>')
  await ann.isReady()
  await ann.element.getByRole('button', { name: /^Change your name/ }).click()
  await ann.element.getByRole('textbox', { name: 'Your name' }).fill('Ann')
  await ann.page.keyboard.press('Enter')
  const name = () => ann.element.locator('.me').innerText()
  await eventually(name).toBe('Ann')
  await eventually(async () => (await stored(ann.page))['localStorage']).toHaveLength(1)
  await ann.page.reload()
  await ann.isReady()
  await eventually(name).toBe('Ann')
})

test('a name that the page gives is no act of the visitor', async () => {
  const ann = await stage().visit('<chat-room room="given" name="Ann"></chat-room>')
  await ann.isReady()
  await ann.element.evaluate((room) => room.setAttribute('name', 'Zoe'))
  await eventually(() => ann.element.locator('.me').innerText()).toBe('Zoe')
  expect(await stored(ann.page)).toEqual(NOTHING)
})

test.each(['reading the property', 'every call'])(
  'storage that throws at %s does no harm',
  async (when) => {
    const errors: string[] = []
    const ann = await stage().visit('<chat-room room="blocked"></chat-room>', {
      prepare: async (context) => {
        context.on('weberror', (thrown) => errors.push(thrown.error().message))
        await context.addInitScript((isProperty) => {
          const refuse = () => {
            throw new DOMException('Denied.', 'SecurityError')
          }
          const storage = { getItem: refuse, setItem: refuse, removeItem: refuse }
          const get = isProperty ? refuse : () => storage
          for (const name of ['localStorage', 'sessionStorage']) {
            Object.defineProperty(globalThis, name, { get, configurable: true })
          }
        }, when === 'reading the property')
      },
    })
    await ann.isReady()
    await ann.send(`Hello, ${when}`)
    await ann.page.evaluate(() => {
      const room = document.querySelector('chat-room')
      room?.remove()
      if (room) document.body.append(room)
    })
    await ann.isReady()
    expect(await ann.element.locator('.row.own .text').last().innerText()).toBe(`Hello, ${when}`)
    expect(errors).toEqual([])
  },
)
