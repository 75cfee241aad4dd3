import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { backward, onward } from './look.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ limits: { reactionsPerMessage: 2 } })

/** Zoe has said hello; Ann reads it. */
async function open(room: string, server = stage().url) {
  const zoe = await joinAs(stage(), 'Zoe', room)
  const { id } = await zoe.send('Hello')
  const ann = await stage().visit(`<chat-room room="${room}" server="${server}"></chat-room>`)
  await ann.isReady()
  await ann.texts.first().waitFor()
  const reactions = () => zoe.messages[0]?.reactions ?? {}
  return { zoe, ann, id, reactions }
}

const opener = ({ element }: RoomPage) => element.getByRole('button', { name: 'Message options' })
const chip = ({ element }: RoomPage, emoji: string) =>
  element.locator('[part=reaction]', { hasText: emoji })

test('one click adds a reaction, another on it takes it back; both are seen by all', async () => {
  const { zoe, ann, id, reactions } = await open('toggle')
  await opener(ann).click()
  await ann.element.getByRole('menuitemcheckbox', { name: '🎉' }).click()
  await eventually(() => Object.keys(reactions())).toEqual(['🎉'])
  await eventually(() => chip(ann, '🎉').innerText()).toBe('🎉 1')
  expect(await chip(ann, '🎉').getAttribute('aria-pressed')).toBe('true')

  await zoe.react(id, '🎉')
  await eventually(() => chip(ann, '🎉').innerText()).toBe('🎉 2')
  await opener(ann).click()
  const own = ann.element.getByRole('menuitemcheckbox', { name: '🎉' })
  expect(await own.getAttribute('aria-checked')).toBe('true')
  await ann.page.keyboard.press('Escape')

  await chip(ann, '🎉').click()
  await eventually(() => chip(ann, '🎉').innerText()).toBe('🎉 1')
  expect(await chip(ann, '🎉').getAttribute('aria-pressed')).toBe('false')
  await eventually(reactions).toEqual({ '🎉': [expect.any(String)] })
})

test('any of the picker is reached by keys alone, and the focus comes back', async () => {
  const { ann, reactions } = await open('keys')
  const { keyboard } = ann.page
  await opener(ann).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Reply' }).waitFor()
  await ann.element.getByRole('menuitem', { name: 'More reactions' }).press('Enter')
  const focused = () =>
    ann.element.evaluate(({ shadowRoot }) => shadowRoot?.activeElement?.textContent)
  await eventually(focused).toBe('👍')
  for (const key of ['ArrowDown', 'ArrowDown', onward, backward, onward]) {
    await keyboard.press(key)
  }
  expect(await focused()).toBe('😄')
  await keyboard.press('Enter')
  await eventually(() => Object.keys(reactions())).toEqual(['😄'])
  expect(await opener(ann).evaluate((each) => each.matches(':focus'))).toBe(true)
})

test('every emoji of the picker is one that the server takes', async () => {
  const { zoe, ann } = await open('every')
  await opener(ann).click()
  await ann.element.getByRole('menuitemcheckbox').first().waitFor()
  const quick = await ann.element.getByRole('menuitemcheckbox').allInnerTexts()
  await ann.element.getByRole('menuitem', { name: 'More reactions' }).click()
  await eventually(() => ann.element.getByRole('menuitemcheckbox').count()).toBe(64)
  const all = await ann.element.getByRole('menuitemcheckbox').allInnerTexts()
  expect(new Set(all).size).toBe(64)
  expect(all).toEqual(expect.arrayContaining(quick))
  const { id } = await zoe.send('All of them')
  for (const emoji of all) {
    await zoe.react(id, emoji)
    await zoe.react(id, emoji, false)
  }
})

test('reactions survive a reconnection, and one given meanwhile is made when it is back', async () => {
  const proxy = await stage().proxy()
  const { zoe, ann, id, reactions } = await open('reconnect', proxy.url)
  await zoe.react(id, '👍')
  await chip(ann, '👍').waitFor()
  proxy.cut()
  await eventually(() =>
    ann.element.evaluate((each: Element) => 'status' in each && each.status),
  ).not.toBe('connected')
  await chip(ann, '👍').click()
  proxy.restore()
  await eventually(() => reactions()['👍']?.length).toBe(2)
  await eventually(() => chip(ann, '👍').getAttribute('aria-pressed')).toBe('true')
})

test('a reaction that is refused says why', async () => {
  const { zoe, ann, id } = await open('refused')
  await zoe.react(id, '👍')
  await zoe.react(id, '❤️')
  await opener(ann).click()
  await ann.element.getByRole('menuitemcheckbox', { name: '😢' }).click()
  await eventually(() => ann.element.locator('.status').innerText()).toContain('at most 2')
})

test('who reacted is named: by hovering and by the keyboard, the visitor first, and of many how many more', async () => {
  const { zoe, ann, id } = await open('names')
  for (const name of ['Ada', 'Ben', 'Cem', 'Dov', 'Eva']) {
    await (await joinAs(stage(), name, 'names')).react(id, '👍')
  }
  await zoe.react(id, '❤️')
  // They are named as they are known when the pointer comes.
  await eventually(() => chip(ann, '👍').innerText()).toBe('👍 5')
  await eventually(() => chip(ann, '❤️').innerText()).toBe('❤️ 1')
  await eventually(() =>
    ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.members.list.length),
  ).toBe(7)
  await chip(ann, '❤️').hover()
  await eventually(() => chip(ann, '❤️').getAttribute('title')).toBe('Zoe')
  await chip(ann, '👍').focus()
  await eventually(() => chip(ann, '👍').getAttribute('title')).toBe('Ada, Ben, Cem, Dov, and Eva')
  expect(await chip(ann, '👍').evaluate((each) => each.matches(':focus'))).toBe(true)

  await chip(ann, '👍').click()
  await eventually(() => chip(ann, '👍').innerText()).toBe('👍 6')
  await chip(ann, '❤️').hover()
  await chip(ann, '👍').hover()
  await eventually(() => chip(ann, '👍').getAttribute('title')).toBe(
    'You, Ada, Ben, Cem, Dov, and 1 other',
  )
})

test('of those who are neither here nor have written there is a number', async () => {
  const { ann, id } = await open('strangers')
  for (const name of ['Ada', 'Ben', 'Cem']) {
    const room = await joinAs(stage(), name, 'strangers')
    await room.react(id, '👍')
    if (name !== 'Ada') await room.leave()
  }
  await eventually(() =>
    ann.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => each.members.count),
  ).toBe(3)
  await ann.page.reload()
  await ann.isReady()
  await chip(ann, '👍').focus()
  await eventually(() => chip(ann, '👍').getAttribute('title')).toBe('Ada and 2 others')
})

test('who reacted is listed by the menu too, for those who have no pointer', async () => {
  const { zoe, ann, id } = await open('listed')
  await opener(ann).click()
  await ann.element.getByRole('menuitem', { name: 'Reply' }).waitFor()
  expect(await ann.element.getByRole('menuitem', { name: 'Who reacted' }).count()).toBe(0)
  await ann.page.keyboard.press('Escape')
  await zoe.react(id, '👍')
  await zoe.react(id, '❤️')
  await chip(ann, '❤️').click()
  await eventually(() => chip(ann, '❤️').innerText()).toBe('❤️ 2')

  await opener(ann).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Who reacted' }).press('Enter')
  const list = ann.element.getByRole('dialog', { name: 'Who reacted' })
  await eventually(() => list.getByRole('listitem').allInnerTexts()).toEqual([
    '👍\nZoe',
    '❤️\nYou and Zoe',
  ])
  await ann.page.keyboard.press('Escape')
  expect(await list.count()).toBe(0)
  expect(await opener(ann).evaluate((each) => each.matches(':focus'))).toBe(true)

  await opener(ann).press('Enter')
  await ann.element.getByRole('menuitem', { name: 'Who reacted' }).press('Enter')
  await zoe.react(id, '👍', false)
  await zoe.react(id, '❤️', false)
  await eventually(() => list.getByRole('listitem').allInnerTexts()).toEqual(['❤️\nYou'])
  // In a narrow room the list stands over it.
  await chip(ann, '❤️').evaluate((each) => (each as HTMLElement).click())
  await eventually(() => list.count()).toBe(0)
})
