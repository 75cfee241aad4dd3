import type { Room } from '@chat/sdk'
import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

/** As MessageWindow has it. */
const MOST_ROWS = 200

/** A room with a history, its author, and a reader who just came. */
async function openRoom(name: string, count: number): Promise<{ zoe: Room; ann: RoomPage }> {
  const zoe = await joinAs(stage(), 'Zoe', name)
  await fillRoom(zoe, createTexts(count))
  const ann = await stage().visit(`<chat-room room="${name}"></chat-room>`)
  await ann.isReady()
  await ann.texts.first().waitFor()
  return { zoe, ann }
}

/** Pixels between what is in view and the end. */
function distanceToEnd({ log }: RoomPage): Promise<number> {
  return log.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight)
}

const latest = ({ element }: RoomPage) => element.locator('.latest')

/** Scrolls to some place in the middle, far from both ends. */
async function goUp(ann: RoomPage): Promise<void> {
  await ann.log.evaluate((each) => (each.scrollTop -= 700))
  await latest(ann).waitFor()
}

/** The message at the top of what is seen, and how far from the top it is, CSS pixels. */
function topMessage({ log }: RoomPage): Promise<{ text: string; offset: number }> {
  return log.evaluate((scroller) => {
    const { top } = scroller.getBoundingClientRect()
    const rows = [...scroller.querySelectorAll('.row')]
    const row = rows.find((each) => each.getBoundingClientRect().top >= top)
    return {
      text: row?.querySelector('.text')?.textContent ?? '',
      offset: (row?.getBoundingClientRect().top ?? NaN) - top,
    }
  })
}

/** Where the message is now, from the top of what is seen. */
function offsetOf({ log }: RoomPage, text: string): Promise<number> {
  return log.evaluate((scroller, wanted) => {
    const texts = [...scroller.querySelectorAll('.text')]
    const row = texts.find(({ textContent }) => textContent === wanted)?.closest('.row')
    return (row?.getBoundingClientRect().top ?? NaN) - scroller.getBoundingClientRect().top
  }, text)
}

test('history is at its end in the first frame that shows it, and in those that follow', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'first-frame')
  await fillRoom(zoe, createTexts(60))
  const ann = await stage().visit(`<chat-room room="first-frame"></chat-room><script>
    globalThis.distances = []
    const look = () => {
      const log = document.querySelector('chat-room').shadowRoot?.querySelector('[role=log]')
      // After this frame was painted.
      if (log?.querySelector('.row'))
        setTimeout(() => distances.push(log.scrollHeight - log.scrollTop - log.clientHeight))
      requestAnimationFrame(look)
    }
    look()
  </script>`)
  await ann.isReady()
  const distances = () =>
    ann.page.evaluate(() => (globalThis as unknown as { distances: number[] }).distances)
  await eventually(async () => (await distances()).length).toBeGreaterThan(5)
  expect(Math.max(...(await distances()))).toBeLessThan(2)
})

test('a room opens at its latest message', async () => {
  const { ann } = await openRoom('opens', 120)
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
  await ann.element.getByText('Message 120', { exact: true }).waitFor()
  expect(await latest(ann).count()).toBe(0)
})

test('older messages come as one scrolls up, all of them, and what one reads stays where it is', async () => {
  const texts = createTexts(200)
  const { ann } = await openRoom('older', 200)
  const first = () => ann.texts.first().innerText()
  let jumps = 0
  while ((await first()) !== texts[0]) {
    const before = await ann.texts.count()
    await ann.log.evaluate((each) => (each.scrollTop = 280))
    const seen = await topMessage(ann)
    await eventually(() => ann.texts.count()).toBeGreaterThan(before)
    expect(Math.abs((await offsetOf(ann, seen.text)) - seen.offset)).toBeLessThanOrEqual(2)
    jumps += 1
  }
  expect(jumps).toBeGreaterThan(1)
  expect(await ann.texts.allTextContents()).toEqual(texts)
  await ann.log.evaluate((each) => (each.scrollTop = 0))
  await eventually(() => ann.element.locator('.older').count()).toBe(0)
})

test('at the end, new messages are followed', async () => {
  const { ann, zoe } = await openRoom('followed', 60)
  await fillRoom(zoe, createTexts(10, 61))
  await eventually(() => ann.texts.last().innerText()).toBe(createTexts(1, 70)[0])
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
  expect(await latest(ann).count()).toBe(0)
})

test('a reader further up is left alone, told how many came, and taken there when they like', async () => {
  const { ann, zoe } = await openRoom('alone', 60)
  await goUp(ann)
  const seen = await topMessage(ann)
  expect(await latest(ann).innerText()).toBe('Go to the latest message')
  await fillRoom(zoe, createTexts(1, 61))
  await eventually(() => latest(ann).innerText()).toBe('1 new message')
  await fillRoom(zoe, createTexts(3, 62))
  await eventually(() => latest(ann).innerText()).toBe('4 new messages')
  expect(Math.abs((await offsetOf(ann, seen.text)) - seen.offset)).toBeLessThanOrEqual(2)

  await latest(ann).click()
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
  await eventually(() => latest(ann).count()).toBe(0)
})

test('edits, deletions and a longer line above do not move what one reads', async () => {
  const { ann, zoe } = await openRoom('edits', 60)
  await goUp(ann)
  const seen = await topMessage(ann)
  // One that is drawn: the first ones are only loaded.
  const top = await ann.texts.first().textContent()
  const above = zoe.messages.find(({ text }) => text === top)
  const below = zoe.messages.at(-1)
  if (!above || !below) throw new Error('There are no messages.')
  await zoe.edit(above.id, 'Much\nlonger\nthan\nit\never\nwas')
  await zoe.delete(below.id)
  await ann.element.getByText('Message deleted').waitFor({ state: 'attached' })
  await eventually(() => ann.texts.allTextContents()).toContain('Much\nlonger\nthan\nit\never\nwas')
  expect(Math.abs((await offsetOf(ann, seen.text)) - seen.offset)).toBeLessThanOrEqual(2)
  expect(await latest(ann).innerText()).toBe('Go to the latest message')
})

test('an own message takes its author to the end', async () => {
  const { ann } = await openRoom('own', 60)
  await goUp(ann)
  await ann.send('I say')
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
  await eventually(() => latest(ann).count()).toBe(0)
})

test('the end stays in view while the field grows and the element shrinks, as when a keyboard opens', async () => {
  const { ann } = await openRoom('shrinks', 60)
  await ann.composer.fill('one\ntwo\nthree\nfour')
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
  // From frame to frame: the scroll event of one size comes when the next one is there already.
  await ann.element.evaluate(async (each) => {
    for (const height of [420, 360, 300]) {
      each.style.height = `${height}px`
      await new Promise(requestAnimationFrame)
      await new Promise((resolve) => setTimeout(resolve))
    }
    each.style.width = '300px'
  })
  await eventually(() => ann.log.evaluate(({ clientHeight }) => clientHeight)).toBeLessThan(200)
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
})

test('scrollToLatest() takes the reader to the end', async () => {
  const { ann } = await openRoom('method', 60)
  await goUp(ann)
  await ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.scrollToLatest())
  await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
})

test('a reader who is further up has a bounded number of rows, however much comes, and is not moved', async () => {
  const { ann, zoe } = await openRoom('bounded', 60)
  await goUp(ann)
  const seen = await topMessage(ann)
  await fillRoom(zoe, createTexts(400, 61))
  await eventually(() => latest(ann).innerText()).toBe('400 new messages')
  expect(await ann.texts.count()).toBeLessThanOrEqual(MOST_ROWS)
  expect(Math.abs((await offsetOf(ann, seen.text)) - seen.offset)).toBeLessThanOrEqual(2)

  // Reading on to the end: each message once, in order, and the rows stay few.
  let last = ''
  while (last !== createTexts(1, 460)[0]) {
    const before = await ann.texts.last().textContent()
    const from = await topMessage(ann)
    await ann.log.evaluate((each) => (each.scrollTop += 3 * each.clientHeight))
    if ((await distanceToEnd(ann)) < 300)
      await eventually(() => ann.texts.last().textContent()).not.toBe(before)
    const texts = await ann.texts.allTextContents()
    const first = Number(/\d+/.exec(texts[0] ?? '')?.[0])
    expect(texts).toEqual(createTexts(texts.length, first))
    expect(texts.length).toBeLessThanOrEqual(MOST_ROWS)
    expect((await topMessage(ann)).text).not.toBe(from.text)
    last = texts.at(-1) ?? ''
  }
  await ann.log.evaluate((each) => (each.scrollTop = each.scrollHeight))
  await eventually(() => latest(ann).count()).toBe(0)
}, 120_000)

test('from far up the latest message is one click away, and what the reader writes is at the end', async () => {
  for (const [room, go] of [
    ['click', (ann: RoomPage) => latest(ann).click()],
    ['write', (ann: RoomPage) => ann.write('Mine')],
    [
      'method',
      (ann: RoomPage) =>
        ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.scrollToLatest()),
    ],
  ] as const) {
    const { ann, zoe } = await openRoom(`far-${room}`, 60)
    await goUp(ann)
    await fillRoom(zoe, createTexts(300, 61))
    await eventually(() => latest(ann).innerText()).toBe('300 new messages')
    expect(await ann.texts.last().textContent()).not.toBe(createTexts(1, 360)[0])
    await go(ann)
    await eventually(() => ann.texts.allTextContents()).toContain(createTexts(1, 360)[0])
    await eventually(() => distanceToEnd(ann)).toBeLessThan(2)
    await eventually(() => latest(ann).count()).toBe(0)
  }
}, 120_000)

test('at the very top, what is loaded above does not move what one reads', async () => {
  const { ann } = await openRoom('top', 150)
  for (let step = 0; step < 3; step += 1) {
    const before = await ann.texts.count()
    await ann.log.evaluate((each) => (each.scrollTop = 0))
    const seen = await topMessage(ann)
    await eventually(() => ann.texts.count()).toBeGreaterThan(before)
    expect(Math.abs((await offsetOf(ann, seen.text)) - seen.offset)).toBeLessThanOrEqual(2)
  }
})

test('who is further up is there still once the room was hidden and shown again', async () => {
  const { ann } = await openRoom('hidden', 60)
  await goUp(ann)
  const { text } = await topMessage(ann)
  const hide = (isHidden: boolean) =>
    ann.page.evaluate(
      async (value) => {
        const room = document.querySelector('chat-room')
        if (room) room.style.display = value
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
      },
      isHidden ? 'none' : '',
    )
  await hide(true)
  await hide(false)
  expect((await topMessage(ann)).text).toBe(text)
  expect(await latest(ann).count()).toBe(1)
})
