import { expect, onTestFinished, test, vi } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { choose, hasFocus, visitRoom } from './moderator-page.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

const status = ({ element }: RoomPage) => element.locator('.status').innerText()

test('who is ignored is not seen or heard, also after a reload, until they are shown again', async () => {
  const ben = await visitRoom(stage(), 'ignore')
  const eve = await joinAs(stage(), 'Eve', 'ignore')
  const { id } = await eve.send('Blah')
  await ben.texts.filter({ hasText: 'Blah' }).waitFor()
  await choose(ben, 'Blah', 'Ignore this person')
  await eventually(() => status(ben)).toBe('You no longer see what Eve writes.')
  expect(await ben.texts.count()).toBe(0)
  await ben.page.reload()
  await ben.isReady()
  const told = await ben.page.evaluateHandle(() => {
    const texts: string[] = []
    addEventListener('chat-message', ({ message }) => texts.push(message.text))
    return texts
  })
  eve.setTyping(true)
  await eve.send('Blah again')
  const zoe = await joinAs(stage(), 'Zoe', 'ignore')
  await zoe.send('Never mind', { replyTo: id })
  await eventually(() => ben.texts.allInnerTexts()).toEqual(['Never mind'])
  await eventually(() => told.jsonValue()).toEqual(['Never mind'])
  expect(await ben.element.locator('.typing').innerText()).toBe('')
  // Nor is a whole history loaded to find it.
  await ben.element.locator('.quote').click()
  await eventually(() => status(ben)).toBe('You no longer see what Eve writes.')

  await ben.element.locator('.count').click()
  const showAgain = ben.element.getByRole('button', { name: 'Show again' })
  await showAgain.waitFor()
  expect(await audit(ben.page)).toEqual([])
  await showAgain.click()
  await eventually(() => ben.texts.allInnerTexts()).toEqual(['Blah', 'Blah again', 'Never mind'])
})

test('the name of a person who is erased goes from pages that are open, at once', async () => {
  const room = 'erased'
  const eve = await joinAs(stage(), 'Evelyn', room)
  const zoe = await joinAs(stage(), 'Zoe', room)
  const said = await eve.send('Call me on 555-0123')
  const { id } = await eve.send('Gone already')
  await eve.delete(id)
  await zoe.send('I will', { replyTo: said.id })
  const ben = await visitRoom(stage(), room)
  const text = () => ben.log.innerText()
  await eventually(() => ben.element.locator('.quote').innerText()).toContain('Evelyn')
  await eve.leave()
  await stage().server.eraseUser(said.user.id)
  await eventually(text).not.toContain('Evelyn')
  expect(await text()).not.toContain('555-0123')
  expect(await ben.element.locator('.author-name').first().innerText()).toBe('Deleted user')
  expect(await ben.element.locator('.quote').innerText()).toContain('Deleted user')
  await eventually(() => ben.element.locator('.count').innerText()).not.toContain('3')
  expect(await ben.element.innerText()).not.toContain('Evelyn')
})

test('who is ignored in one tab is in all', async () => {
  const ben = await visitRoom(stage(), 'tabs')
  const eve = await joinAs(stage(), 'Eve', 'tabs')
  await eve.send('Blah')
  const other = await ben.page.context().newPage()
  await other.goto(ben.page.url())
  const text = other.locator('chat-room .text')
  await text.waitFor()
  await ben.texts.waitFor()
  await choose(ben, 'Blah', 'Ignore this person')
  await eventually(() => text.count()).toBe(0)
})

test('a room with a password asks for it until it is the right one', async () => {
  const room = 'locked'
  const zoe = await joinAs(stage(), 'Zoe', room)
  await zoe.send('Inside')
  const act = { type: 'settings', settings: { password: 'sesame' } } as const
  await stage().server.moderate(room, act)
  const ben = await stage().visit(
    `<main><h1>Help</h1><chat-room room="${room}" name="Ben"></chat-room></main>`,
  )
  const enter = ben.element.locator('.notice').getByRole('button', { name: 'Enter' })
  await enter.press('Enter')
  const form = ben.element.getByRole('form', { name: 'Password' })
  const field = form.locator('input')
  await eventually(() => hasFocus(field)).toBe(true)
  await field.fill('open')
  await ben.page.keyboard.press('Enter')
  await form.getByText('This is not the password.').waitFor()
  await eventually(() => hasFocus(field)).toBe(true)
  expect(await audit(ben.page)).toEqual([])
  await ben.page.keyboard.press('Escape')
  await eventually(() => hasFocus(enter)).toBe(true)

  await enter.press('Enter')
  await field.fill('sesame')
  await ben.page.keyboard.press('Enter')
  await ben.texts.filter({ hasText: 'Inside' }).waitFor()
  await eventually(() => form.count()).toBe(0)
  await eventually(() => hasFocus(ben.log)).toBe(true)
  await ben.send('Thanks')
})

test('a mute ends by itself, and what was being written is still there', async () => {
  const room = 'mute'
  const ben = await visitRoom(stage(), room)
  await ben.send('Hello')
  await ben.composer.fill('But I')
  const user = await ben.element.evaluate(
    (element: HTMLElementTagNameMap['chat-room']) => element.user?.id ?? '',
  )
  const mute = { type: 'mute', user, seconds: 600 } as const
  await ben.page.clock.install()
  await stage().server.moderate(room, mute, { reason: 'Shouting' })
  await ben.element.getByText('Reason: Shouting').waitFor()
  expect(await ben.composer.count()).toBe(0)
  await ben.page.reload()
  await ben.element.getByText('Reason: Shouting').waitFor()
  // Ten minutes later, in the page and in the server, which runs in this process.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 })
  onTestFinished(() => void vi.useRealTimers())
  await ben.page.clock.fastForward('10:00')
  await ben.composer.waitFor()
  expect(await ben.composer.inputValue()).toBe('But I')
  await ben.send('But I am back')
})

test('what a muted person could not do is not offered', async () => {
  const room = 'muted-menu'
  const zoe = await joinAs(stage(), 'Zoe', room)
  await zoe.send('Hello')
  const ben = await visitRoom(stage(), room)
  const user = await ben.element.evaluate(
    (element: HTMLElementTagNameMap['chat-room']) => element.user?.id ?? '',
  )
  await stage().server.moderate(room, { type: 'mute', user, seconds: 600 })
  await ben.element.locator('.read-only').waitFor()
  await choose(ben, 'Hello')
  await eventually(() => ben.element.getByRole('menuitem').allInnerTexts()).toEqual([
    'Copy text',
    'Ignore this person',
    'Report message',
  ])
})
