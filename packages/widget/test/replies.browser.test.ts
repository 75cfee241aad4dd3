import { expect, test } from 'vitest'
import { createTexts, fillRoom, joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage()

const visit = async (room: string) =>
  (await stage().visit(`<chat-room room="${room}" name="Ann"></chat-room>`)).isReady()

/** Opens the menu of the message and chooses from it. */
async function choose({ element }: RoomPage, text: string, item: string): Promise<void> {
  const row = element.locator('.row', { hasText: text }).last()
  await row.getByRole('button', { name: 'Message options' }).click()
  await element.getByRole('menuitem', { name: item, exact: true }).click()
}

const bar = ({ element }: RoomPage) => element.locator('[part=answering]')

test('a message of somebody else is answered: the composer says whom, and both see what was answered', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'answered')
  const question = await zoe.send('Shall *we* meet?')
  const ann = await visit('answered')
  await choose(ann, 'Shall we meet?', 'Reply')
  expect(await bar(ann).innerText()).toContain('Reply to Zoe: Shall we meet?')
  await ann.page.keyboard.type('Yes')
  await ann.page.keyboard.press('Enter')
  await eventually(() => zoe.messages.at(-1)).toMatchObject({ text: 'Yes', replyTo: question.id })
  await eventually(() => bar(ann).count()).toBe(0)
  const quote = ann.element.locator('.row.own .quote')
  expect(await quote.innerText()).toContain('Zoe')
  expect(await quote.innerText()).toContain('Shall we meet?')

  await ann.send('And this is no answer')
  await eventually(() => zoe.messages.at(-1)?.text).toBe('And this is no answer')
  expect(zoe.messages.at(-1)?.replyTo).toBe(undefined)
  await ann.page.reload()
  await ann.isReady()
  await eventually(() => quote.innerText()).toContain('Shall we meet?')
})

test('Escape and Cancel take it back, and leave what was written', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'taken-back')
  await zoe.send('Hello')
  const ann = await visit('taken-back')
  for (const cancel of [
    () => ann.page.keyboard.press('Escape'),
    () => ann.element.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await choose(ann, 'Hello', 'Reply')
    await ann.composer.fill('Half a thought')
    await cancel()
    await eventually(() => bar(ann).count()).toBe(0)
    expect(await ann.composer.inputValue()).toBe('Half a thought')
    expect(await ann.composer.evaluate((each) => each.matches(':focus'))).toBe(true)
  }
})

test('an answer that waits for the connection shows what it answers, and is sent as an answer', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'waiting')
  const question = await zoe.send('Who comes?')
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room room="waiting" server="${proxy.url}"></chat-room>`)
  await ann.isReady()
  await choose(ann, 'Who comes?', 'Reply')
  proxy.cut()
  await ann.write('I do')
  await eventually(() => ann.element.locator('.pending .quote').innerText()).toContain('Who comes?')
  proxy.restore()
  await eventually(() => zoe.messages.at(-1)?.replyTo).toBe(question.id)
})

test('a click on what was answered goes to it, also where it must be loaded first', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'far')
  const [first] = await Promise.all(createTexts(450).map((text) => zoe.send(text)))
  await zoe.send('Long ago', { replyTo: first?.id ?? '' })
  const ann = await visit('far')
  const quote = ann.element.locator('.quote').last()
  expect(await quote.innerText()).toBe('An earlier message')
  await quote.click()
  const target = ann.element.locator(`[data-id="${first?.id}"]`)
  await target.waitFor()
  await eventually(() => target.evaluate((each) => each.matches(':focus'))).toBe(true)
  const [row, list] = [await target.boundingBox(), await ann.log.boundingBox()]
  expect(row?.y).toBeGreaterThanOrEqual(list?.y ?? Infinity)
  expect((row?.y ?? Infinity) + (row?.height ?? 0)).toBeLessThan(
    (list?.y ?? 0) + (list?.height ?? 0),
  )
  // And back to where the reader came from.
  await ann.element.locator('.latest').click()
  expect(await quote.innerText()).toContain('Message 1')
})

test('one that is loaded but scrolled away is reached by keys; the page itself does not scroll', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'near')
  const first = await zoe.send('The first')
  await fillRoom(zoe, createTexts(30))
  await zoe.send('Answer', { replyTo: first.id })
  const ann = await stage().visit(
    '<div style="height: 300px"></div><chat-room room="near"></chat-room><div style="height: 2000px"></div>',
  )
  await ann.isReady()
  const quote = ann.element.locator('.quote')
  await quote.focus()
  const before = await ann.page.evaluate(() => scrollY)
  await quote.press('Enter')
  const target = ann.element.locator(`[data-id="${first.id}"]`)
  await eventually(() => target.evaluate((each) => each.matches(':focus'))).toBe(true)
  expect(await ann.page.evaluate(() => scrollY)).toBe(before)
})

test('what was answered and then deleted says so', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'deleted')
  const first = await zoe.send('Never mind')
  await zoe.send('Answer', { replyTo: first.id })
  await zoe.delete(first.id)
  const ann = await visit('deleted')
  await eventually(() => ann.element.locator('.quote').innerText()).toContain('Message deleted')
})

test('what is being answered is kept with the draft: over a reload, in all tabs, until it is sent', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'kept')
  const question = await zoe.send('Shall we meet?')
  const ann = await visit('kept')
  await ann.send('Hello')
  await choose(ann, 'Shall we meet?', 'Reply')
  await ann.composer.fill('Yes, ')
  await ann.page.reload()
  await ann.isReady()
  await eventually(() => bar(ann).innerText()).toContain('Reply to Zoe: Shall we meet?')
  expect(await ann.composer.inputValue()).toBe('Yes, ')
  expect(await ann.page.evaluate(() => document.activeElement?.localName)).toBe('body')

  const other = new RoomPage(await ann.page.context().newPage())
  await other.page.goto(ann.page.url())
  await other.isReady()
  await eventually(() => bar(other).innerText()).toContain('Reply to Zoe: Shall we meet?')
  await bar(other).getByRole('button', { name: 'Cancel' }).click()
  await eventually(() => bar(ann).count()).toBe(0)
  await choose(other, 'Shall we meet?', 'Reply')
  await eventually(() => bar(ann).count()).toBe(1)
  // Only where the visitor chose it does the cursor go to the field.
  expect(await ann.page.evaluate(() => document.activeElement?.localName)).toBe('body')
  await ann.composer.focus()
  await bar(other).getByRole('button', { name: 'Cancel' }).click()
  await eventually(() => bar(ann).count()).toBe(0)
  await choose(other, 'Shall we meet?', 'Reply')
  await eventually(() => bar(ann).count()).toBe(1)
  // Nor does a cursor that is there leave it.
  expect(await ann.composer.evaluate((each) => each.matches(':focus'))).toBe(true)
  await ann.page.keyboard.press('Enter')
  await eventually(() => zoe.messages.at(-1)).toMatchObject({ text: 'Yes,', replyTo: question.id })
  await eventually(() => bar(other).count()).toBe(0)
})

test('what is being answered is named once it is loaded, and says so where it was deleted', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'unloaded')
  const first = await zoe.send('The first')
  const ann = await visit('unloaded')
  await ann.send('Hello')
  await choose(ann, 'The first', 'Reply')
  // More than what it loads by itself, at the line before what is new.
  await fillRoom(zoe, createTexts(160))
  await ann.page.reload()
  await ann.isReady()
  await eventually(() => bar(ann).innerText()).toContain('An earlier message')
  await eventually(async () => {
    await ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.loadOlder())
    return bar(ann).innerText()
  }).toContain('Reply to Zoe: The first')
  await zoe.delete(first.id)
  await eventually(() => bar(ann).innerText()).toContain('Reply to Zoe: Message deleted')
})
