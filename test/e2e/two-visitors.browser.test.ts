import { ChatClient } from '@chat/sdk'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../launch-chromium.js'
import { ServerProcess } from '../server-process.js'
import { Visitor } from './visitor.js'

let browser: Browser
let server: ServerProcess
let visitors: Visitor[] = []

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

beforeEach(async () => {
  server = await ServerProcess.start({ flags: ['--rate-limits', 'off'] })
})
afterEach(async () => {
  await Promise.all(visitors.map((visitor) => visitor.leave()))
  visitors = []
  await server.dispose()
})

async function arrive(room: string): Promise<Visitor> {
  const visitor = await Visitor.arrive(browser, server.port, room)
  visitors.push(visitor)
  return visitor
}

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}`)

/** Both have all of it: once, in seq order, the same. */
async function expectSameLog(one: Visitor, other: Visitor, texts: string[]): Promise<void> {
  for (const visitor of [one, other]) {
    await expect
      .poll(async () => (await visitor.texts()).toSorted(), { timeout: 40_000 })
      .toEqual(texts.toSorted())
  }
  const messages = await one.messages()
  expect(await other.messages()).toEqual(messages)
  const seqs = messages.map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  expect(new Set(seqs).size).toBe(seqs.length)
  const stored = new Set(messages.map(({ id }) => id))
  for (const id of await one.acknowledged()) expect(stored).toContain(id)
}

test('two people on two sites chat in two rooms at once, and no message crosses', async () => {
  const [ann, bob, eve, dan] = [
    await arrive('garden'),
    await arrive('garden'),
    await arrive('kitchen'),
    await arrive('kitchen'),
  ]
  await Promise.all([ann.write('Hello garden'), eve.write('Hello kitchen')])
  await expect.poll(() => bob.shownTexts()).toEqual(['Hello garden'])
  await expect.poll(() => dan.shownTexts()).toEqual(['Hello kitchen'])

  await bob.write('Hello Ann')
  await dan.write('Hello Eve')
  await expect.poll(() => ann.shownTexts()).toEqual(['Hello garden', 'Hello Ann'])
  await expect.poll(() => eve.shownTexts()).toEqual(['Hello kitchen', 'Hello Eve'])
})

test('a cut in the middle of sends loses, doubles and reorders nothing, and presence does not flap', async () => {
  const [ann, bob] = [await arrive('garden'), await arrive('garden')]
  const watcher = new ChatClient({ url: server.url, storage: null })
  const room = await watcher.join('garden')
  await expect.poll(() => room.members.count).toBe(3)
  const counts: number[] = []
  room.on('members', ({ count }) => counts.push(count))

  const texts = numbered('ann', 40)
  await ann.beginSending(texts)
  await expect.poll(async () => (await ann.acknowledged()).length).toBeGreaterThan(3)
  ann.proxy.cut()
  bob.proxy.cut()
  await expect
    .poll(() => ann.page.evaluate(() => document.querySelector('chat-room')?.status))
    .toBe('reconnecting')
  ann.proxy.restore()
  bob.proxy.restore()

  await expectSameLog(ann, bob, texts)
  await expect.poll(async () => (await ann.acknowledged()).length).toBe(texts.length)
  expect((await ann.texts()).toSorted()).toEqual(texts.toSorted())
  expect(await ann.texts()).toEqual(texts)
  expect(counts.filter((count) => count !== 3)).toEqual([])
  await watcher.close()
})

test('a connection that swallows packets silently is found out, and nothing is lost', async () => {
  const [ann, bob] = [await arrive('garden'), await arrive('garden')]
  const texts = numbered('ann', 40)
  await ann.beginSending(texts)
  await expect.poll(async () => (await ann.acknowledged()).length).toBeGreaterThan(3)
  for (const link of ann.proxy.links) link.silence()
  await expectSameLog(ann, bob, texts)
  expect(await bob.texts()).toEqual(texts)
}, 120_000)

test('a server killed while messages are sent, and started again on its file, has lost nothing and nobody', async () => {
  const [ann, bob] = [await arrive('garden'), await arrive('garden')]
  const leaver = new ChatClient({ url: server.url, storage: null })
  await leaver.join('garden')
  for (const visitor of [ann, bob]) {
    await expect.poll(() => visitor.page.locator('chat-room header').innerText()).toContain('3')
    await visitor.beginCounting()
  }
  const texts = numbered('ann', 60)
  await ann.beginSending(texts)
  await expect.poll(async () => (await ann.acknowledged()).length).toBeGreaterThan(3)
  await server.kill()
  await leaver.close()
  await server.start()
  await expectSameLog(ann, bob, texts)
  expect(await bob.texts()).toEqual(texts)
  // Once the server has settled, whoever did not come back is gone; until then nobody was.
  for (const visitor of [ann, bob]) {
    await expect
      .poll(() => visitor.counted(), { timeout: 40_000 })
      .toEqual(['3 people', '2 people'])
  }
}, 120_000)

test('a visitor who has written is the same one after a reload', async () => {
  const ann = await arrive('garden')
  await ann.write('Remember me')
  await expect.poll(() => ann.texts()).toEqual(['Remember me'])
  const before = await ann.page.evaluate(() => document.querySelector('chat-room')?.user?.id)
  await ann.page.reload()
  await ann.isReady()
  expect(await ann.page.evaluate(() => document.querySelector('chat-room')?.user?.id)).toBe(before)
  await expect
    .poll(() => ann.page.locator('chat-room .row.own .text').allInnerTexts())
    .toEqual(['Remember me'])
})
