import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

type Element = HTMLElementTagNameMap['chat-room']

const visit = async (room: string) =>
  (await stage().visit(`<chat-room room="${room}" name="Ann"></chat-room>`)).isReady()

/** Calls `showMessage` and tells what it resolved with. */
const showMessage = ({ element }: RoomPage, id: string, options?: { focus: boolean }) =>
  element.evaluate((each: Element, [wanted, how]) => each.showMessage(wanted, how), [
    id,
    options,
  ] as const)

const rowOf = ({ element }: RoomPage, id: string) => element.locator(`[data-id="${id}"]`)

/** Whether all of the row is within what is seen of the list. */
async function isInView(ann: RoomPage, id: string): Promise<boolean> {
  const [row, list] = [await rowOf(ann, id).boundingBox(), await ann.log.boundingBox()]
  if (!row || !list) return false
  return row.y >= list.y && row.y + row.height <= list.y + list.height
}

test('the page reacts for the visitor, and takes the reaction back', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'react')
  const { id } = await zoe.send('Hello')
  const ann = await visit('react')
  const react = (on?: boolean) =>
    ann.element.evaluate((each: Element, [message, added]) => each.react(message, '🌱', added), [
      id,
      on,
    ] as const)
  expect(await react()).toBe(true)
  await eventually(() => Object.keys(zoe.messages[0]?.reactions ?? {})).toEqual(['🌱'])
  expect(await react(false)).toBe(true)
  await eventually(() => Object.keys(zoe.messages[0]?.reactions ?? {})).toEqual([])
})

test('the page edits and deletes messages of the visitor; of others it is told why not', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'change')
  const { id } = await zoe.send('Not yours')
  const ann = await visit('change')
  const facts = await ann.element.evaluate(async (each: Element, foreign) => {
    const errors: string[] = []
    each.addEventListener('chat-error', ({ error }) => errors.push(error.code))
    const own = await each.send('Mine')
    const isEdited = await each.edit(own.id, 'Still mine')
    const { text } = each.messages.find((message) => message.id === own.id) ?? {}
    const isDeleted = await each.delete(own.id)
    const others = [await each.edit(foreign, 'Ours'), await each.delete(foreign)]
    return { isEdited, text, isDeleted, others, errors }
  }, id)
  expect(facts).toEqual({
    isEdited: true,
    text: 'Still mine',
    isDeleted: true,
    others: [false, false],
    errors: ['forbidden', 'forbidden'],
  })
  await eventually(() => zoe.messages.map(({ deleted }) => deleted ?? false)).toEqual([false, true])
  expect(zoe.messages[0]?.text).toBe('Not yours')
})

test('the page shows a message that is scrolled away, without taking the focus or scrolling itself', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'near')
  const first = await zoe.send('The first')
  await fillRoom(zoe, createTexts(11))
  const ann = await stage().visit(
    '<input id="page"><div style="height: 300px"></div><chat-room room="near"></chat-room><div style="height: 2000px"></div>',
  )
  await ann.isReady()
  await ann.page.locator('#page').focus()
  expect(await isInView(ann, first.id)).toBe(false)
  expect(await showMessage(ann, first.id)).toBe(true)
  expect(await isInView(ann, first.id)).toBe(true)
  expect(await ann.page.evaluate(() => document.activeElement?.id)).toBe('page')
  expect(await ann.page.evaluate(() => scrollY)).toBe(0)
  expect(await showMessage(ann, first.id, { focus: true })).toBe(true)
  expect(await rowOf(ann, first.id).evaluate((each) => each.matches(':focus'))).toBe(true)
})

test('the page shows a message that is not loaded yet, asked for before the room is there', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'far')
  const [first] = await Promise.all(createTexts(250).map((text) => zoe.send(text)))
  const id = first?.id ?? ''
  const ann = await stage().visit('<p>Nothing yet</p>')
  const isShown = await ann.page.evaluate(async (wanted) => {
    const room = document.createElement('chat-room')
    room.room = 'far'
    document.body.append(room)
    return room.showMessage(wanted)
  }, id)
  expect(isShown).toBe(true)
  expect(await isInView(ann, id)).toBe(true)
})

test('of a message that is not there, or was looked for in vain, the page is told so', async () => {
  const ann = await visit('none')
  await ann.send('Hello')
  expect(await showMessage(ann, 'no-such-message')).toBe(false)
  expect(await ann.element.locator('.status').innerText()).toBe('The message is no longer there.')
  await ann.element.evaluate((each: Element) => each.leave())
  const code = await ann.element.evaluate((each: Element) =>
    each.showMessage('any').catch(({ code: why }: { code: string }) => why),
  )
  expect(code).toBe('not_joined')
})

test('where the tools cannot be had the page is told so, and the next call tries again', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'tools')
  const { id } = await zoe.send('Hello')
  let isBlocked = true
  const ann = await stage().visit('<chat-room room="tools"></chat-room>', {
    prepare: (context) =>
      context.route(/chat-tools\.mjs/, (route) => (isBlocked ? route.abort() : route.continue())),
  })
  await ann.isReady()
  expect(await showMessage(ann, id)).toBe(false)
  isBlocked = false
  expect(await showMessage(ann, id)).toBe(true)
})

test('the page chooses what the draft answers', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'answer')
  const { id } = await zoe.send('Shall we?')
  const ann = await visit('answer')
  await ann.texts.first().waitFor()
  const replyTo = () => ann.element.evaluate((each: Element) => each.replyTo)
  const bar = ann.element.locator('[part=answering]')
  const answer = (value: string | null) =>
    ann.element.evaluate((each: Element, wanted) => (each.replyTo = wanted), value)
  await answer(id)
  await eventually(() => bar.innerText()).toContain('Reply to Zoe: Shall we?')
  await answer(null)
  await eventually(() => bar.count()).toBe(0)
  await answer(id)
  await ann.send('We shall')
  await eventually(() => zoe.messages.at(-1)).toMatchObject({ text: 'We shall', replyTo: id })
  expect(await replyTo()).toBe('')
})
