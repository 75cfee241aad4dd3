import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { useStage } from './stage.js'

const stage = useStage()

const WRITERS = 20
const EACH = 100
/** What MessageWindow keeps, and two steps more. */
const MOST_ROWS = 60

test('however many messages arrive, a few dozen are drawn, and all are there', async () => {
  const ann = await stage().visit('<chat-room room="many"></chat-room>')
  await ann.isReady()
  let most = 0
  await ann.page.exposeFunction('note', (rows: number) => (most = Math.max(most, rows)))
  await ann.element.evaluate((element) => {
    const root = element.shadowRoot
    const note: unknown = Reflect.get(window, 'note')
    if (!root || typeof note !== 'function') throw new Error('Nothing to watch.')
    new MutationObserver(() => note(root.querySelectorAll('.row').length)).observe(root, {
      childList: true,
      subtree: true,
    })
  })
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => joinAs(stage(), `Writer ${index}`, 'many')),
  )
  await Promise.all(writers.map((writer) => fillRoom(writer, createTexts(EACH))))
  await eventually(() =>
    ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.messages.length),
  ).toBe(WRITERS * EACH)
  await eventually(() => ann.texts.count()).toBeLessThanOrEqual(MOST_ROWS)
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThanOrEqual(MOST_ROWS)
})

test('of a full page of history what is seen is drawn, and the rest as one scrolls up', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'page')
  await fillRoom(zoe, createTexts(50))
  const ann = await stage().visit('<chat-room room="page"></chat-room>')
  await ann.isReady()
  await ann.texts.first().waitFor()
  expect(await ann.texts.count()).toBeLessThan(40)
  while ((await ann.texts.first().textContent()) !== createTexts(1)[0]) {
    const before = await ann.texts.count()
    await ann.log.evaluate((each) => (each.scrollTop = 0))
    await eventually(() => ann.texts.count()).toBeGreaterThan(before)
  }
  expect(await ann.texts.allTextContents()).toEqual(createTexts(50))
})

test('messages that come close to each other are drawn together', async () => {
  const ann = await stage().visit('<chat-room room="brisk"></chat-room>')
  await ann.isReady()
  await ann.element.evaluate((element) => {
    const root = element.shadowRoot
    if (!root) throw new Error('Nothing to watch.')
    const drawnAt: number[] = []
    let known = 0
    Reflect.set(window, 'drawnAt', drawnAt)
    new MutationObserver(() => {
      const rows = root.querySelectorAll('.row').length
      if (rows > known) drawnAt.push(performance.now())
      known = rows
    }).observe(root, { childList: true, subtree: true })
  })
  const zoe = await joinAs(stage(), 'Zoe', 'brisk')
  const texts = createTexts(40)
  for (const text of texts) await zoe.send(text)
  await eventually(() => ann.texts.last().textContent()).toBe(texts.at(-1))

  const drawnAt = await ann.page.evaluate(() => Reflect.get(window, 'drawnAt') as number[])
  const gaps = drawnAt.slice(1).map((at, index) => at - (drawnAt[index] ?? 0))
  // Half of them at least: what the list does by itself, such as going to its end, is drawn at once.
  expect(gaps.toSorted((a, b) => a - b)[gaps.length >> 1]).toBeGreaterThanOrEqual(80)
})
