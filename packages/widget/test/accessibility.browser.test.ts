import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ limits: { textLength: 60 } })

// A page without landmarks or a heading would itself be a finding.
const page = (room: string, attributes = '') =>
  `<style>html { color-scheme: light dark }</style>
   <main><h1>Help</h1><chat-room room="${room}" ${attributes}></chat-room></main>`

async function visit(room: string, attributes = ''): Promise<RoomPage> {
  const browser = { reducedMotion: 'reduce' } as const
  const visitor = await stage().visit(page(room, attributes), { browser })
  return visitor.isReady()
}

async function fill(room: string, reader: RoomPage): Promise<void> {
  const writer = await stage().visit(page(room, 'name="Zoe"'))
  await writer.isReady()
  await writer.send('Good morning')
  await writer.send('See https://example.com')
  await reader.send('Hello')
  await reader.send('Mail mailto:a@example.com')
  await writer.send('Is it you?')
  await reader.texts.nth(4).waitFor()
}

test('an empty room has no violation', async () => {
  const ann = await visit('empty')
  await ann.element.getByText('No messages yet').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('a room with messages, and its open menu, have no violation', async () => {
  const ann = await visit('filled')
  await fill('filled', ann)
  expect(await audit(ann.page)).toEqual([])

  await ann.element
    .locator('.row.own')
    .last()
    .getByRole('button', { name: 'Message options' })
    .click()
  await ann.element.getByRole('menuitem', { name: 'Edit', exact: true }).waitFor()
  expect(await audit(ann.page)).toEqual([])
  await ann.element.getByRole('menuitem', { name: 'Delete' }).click()
  await ann.element.getByRole('menuitem', { name: 'Delete for everyone' }).waitFor()
  expect(await audit(ann.page)).toEqual([])
  await ann.element.getByRole('menuitem', { name: 'Delete for everyone' }).click()
  await ann.element.getByText('Message deleted').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('editing, naming and a text that is too long have no violation', async () => {
  const ann = await visit('forms')
  await ann.send('Hello')
  await ann.composer.press('ArrowUp')
  await ann.element.getByText('Editing your message').waitFor()
  await ann.element.getByRole('button', { name: /^Change your name/ }).click()
  await ann.element.getByRole('textbox', { name: 'Your name' }).waitFor()
  expect(await audit(ann.page)).toEqual([])

  await ann.composer.fill('x'.repeat(70))
  await ann.element.getByText('10 characters too many').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('a room without its connection has no violation', async () => {
  const proxy = await stage().proxy()
  const ann = await visit('offline', `server="${proxy.url}"`)
  await fill('offline', ann)
  proxy.cut()
  await ann.write('Held back')
  await ann.element.getByText('Reconnecting…').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('a page that reads right to left has no violation', async () => {
  const ann = await visit('rtl', 'lang="en" dir="rtl"')
  await fill('rtl', ann)
  await ann.element
    .locator('.row.own')
    .last()
    .getByRole('button', { name: 'Message options' })
    .click()
  await ann.element.getByRole('menu').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('what stands in place of a room has no violation', async () => {
  const ann = await stage().visit('<main><h1>Help</h1><chat-room></chat-room></main>')
  await ann.element.getByRole('alert').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('a server that cannot be reached is told of without a violation', async () => {
  const ann = await stage().visit(page('away', 'server="http://127.0.0.1:9"'))
  await ann.element.getByText('Try now').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test('what fades in is there at once for those who want less motion', async () => {
  const away = page('motion', 'server="http://127.0.0.1:9"')
  const ann = await stage().visit(away)
  const name = () =>
    ann.element.locator('.loading p').evaluate((notice) => getComputedStyle(notice).animationName)
  expect(await name()).toBe('appear')
  await ann.page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await name()).toBe('none')
})
