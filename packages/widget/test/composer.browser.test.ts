import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const LIMIT = 250

const stage = useStage({ limits: { textLength: LIMIT } })

async function visit(room: string): Promise<RoomPage> {
  const visitor = await stage().visit(`<chat-room room="${room}"></chat-room>`)
  return visitor.isReady()
}

const sent = ({ element }: RoomPage) => element.locator('.row.own:not(.pending) .text')

test('Enter sends, Shift+Enter breaks the line, and the field is empty again', async () => {
  const ann = await visit('enter')
  await ann.composer.pressSequentially('First')
  await ann.composer.press('Shift+Enter')
  await ann.composer.pressSequentially('Second')
  expect(await ann.composer.inputValue()).toBe('First\nSecond')
  await ann.composer.press('Enter')
  await eventually(() => sent(ann).allInnerTexts()).toEqual(['First\nSecond'])
  expect(await ann.composer.inputValue()).toBe('')
})

test('the button sends, and the cursor stays where one writes', async () => {
  const ann = await visit('button')
  await ann.composer.fill('Hello')
  await ann.element.getByRole('button', { name: 'Send' }).click()
  await eventually(() => sent(ann).allInnerTexts()).toEqual(['Hello'])
  await ann.page.keyboard.type('More')
  expect(await ann.composer.inputValue()).toBe('More')
})

test('a text without anything visible in it is not sent', async () => {
  const ann = await visit('blank')
  const button = ann.element.getByRole('button', { name: 'Send' })
  expect(await button.isDisabled()).toBe(true)
  for (const blank of ['', '   ', '\n\n', '\u200b']) {
    await ann.composer.fill(blank)
    await ann.composer.press('Enter')
  }
  await ann.send('Visible')
  expect(await ann.texts.allInnerTexts()).toEqual(['Visible'])
})

test('a text is sent as it was typed, but for space around it', async () => {
  const ann = await visit('as-typed')
  await ann.write('  two  spaces\n\n  and a 👩‍👩‍👧 family  ')
  await eventually(() => sent(ann).allInnerTexts()).toEqual(['two  spaces\n\n  and a 👩‍👩‍👧 family'])
})

test('how much room is left is said near the limit, in characters as people count them', async () => {
  const ann = await visit('limit')
  const left = ann.element.locator('.left')
  await ann.composer.fill('x'.repeat(LIMIT - 201))
  expect(await left.innerText()).toBe('')
  await ann.composer.fill('x'.repeat(LIMIT - 200))
  expect(await left.innerText()).toBe('200 characters left')
  await ann.composer.fill('😀'.repeat(LIMIT))
  expect(await left.innerText()).toBe('0 characters left')
  await ann.composer.press('Enter')
  await eventually(() => sent(ann).allInnerTexts()).toEqual(['😀'.repeat(LIMIT)])
})

test('a text that is too long is told of before it is sent, and stays', async () => {
  const ann = await visit('too-long')
  const text = 'x'.repeat(LIMIT + 3)
  await ann.write(text)
  expect(await ann.element.locator('.left').innerText()).toBe('3 characters too many')
  expect(await ann.element.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
  expect(await ann.composer.inputValue()).toBe(text)
  await ann.composer.press('End')
  for (let typed = 0; typed < 3; typed += 1) await ann.composer.press('Backspace')
  await ann.composer.press('Enter')
  await eventually(() => sent(ann).allInnerTexts()).toEqual(['x'.repeat(LIMIT)])
})

test('the field grows with its text up to a bound, and shrinks when it is sent', async () => {
  const ann = await visit('grow')
  const height = async () => (await ann.composer.boundingBox())?.height ?? 0
  const empty = await height()
  await ann.composer.fill('one\ntwo\nthree')
  await eventually(height).toBeGreaterThan(empty + 30)
  await ann.composer.fill('line\n'.repeat(40) + 'end')
  await eventually(height).toBe(144)
  await ann.composer.press('Enter')
  await eventually(height).toBe(empty)
})

test('a draft outlives a lost connection, and messages that come in', async () => {
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room room="draft" server="${proxy.url}"></chat-room>`)
  const bob = await visit('draft')
  await ann.isReady()
  await ann.composer.fill('Half a')
  proxy.cut()
  await ann.element.getByText('Reconnecting…').waitFor()
  proxy.restore()
  await ann.isReady()
  await bob.send('Hello')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Hello'])
  await ann.composer.press('End')
  await ann.page.keyboard.type(' thought')
  expect(await ann.composer.inputValue()).toBe('Half a thought')
})

test('the arrow up in an empty field edits the last own message; a draft is kept meanwhile', async () => {
  const ann = await visit('edit')
  await ann.send('Helo')
  await ann.composer.press('ArrowUp')
  expect(await ann.composer.inputValue()).toBe('Helo')
  await ann.composer.fill('Hello')
  await ann.composer.press('Enter')
  await eventually(() => ann.texts.allInnerTexts()).toEqual(['Hello'])
  await ann.element.getByText('edited').waitFor()
  expect(await ann.composer.inputValue()).toBe('')

  await ann.composer.fill('A draft')
  await ann.composer.press('ArrowUp')
  expect(await ann.composer.inputValue()).toBe('A draft')
  await ann.element.getByRole('button', { name: 'Message options' }).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Edit', exact: true }).press('Enter')
  expect(await ann.composer.inputValue()).toBe('Hello')
  await ann.composer.press('Escape')
  expect(await ann.composer.inputValue()).toBe('A draft')
  expect(await ann.texts.allInnerTexts()).toEqual(['Hello'])
})

test('an element that was out of sight when it was made has a field of one line once it is shown', async () => {
  const ann = await stage().visit('<chat-room room="unseen" hidden></chat-room>')
  await ann.element.locator('.scroller').waitFor({ state: 'attached' })
  await ann.element.evaluate((each) => each.removeAttribute('hidden'))
  expect((await ann.composer.boundingBox())?.height).toBeGreaterThan(24)
})
