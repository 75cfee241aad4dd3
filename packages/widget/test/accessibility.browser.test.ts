import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ limits: { textLength: 60 } })

// A page without landmarks or a heading would itself be a finding.
const page = (room: string, attributes = '') =>
  `<main><h1>Help</h1><chat-room room="${room}" ${attributes}></chat-room></main>`

const LOOKS = ['light', 'dark'] as const

async function visit(room: string, look: 'light' | 'dark', attributes = ''): Promise<RoomPage> {
  const visitor = await stage().visit(page(room, attributes), {
    browser: { colorScheme: look, reducedMotion: 'reduce' },
  })
  await visitor.page.evaluate((scheme) => {
    document.body.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText`
  }, look)
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

test.each(LOOKS)('an empty room has no violation, %s', async (look) => {
  const ann = await visit(`empty-${look}`, look)
  await ann.element.getByText('No messages yet').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test.each(LOOKS)('a room with messages, and its open menu, have no violation, %s', async (look) => {
  const ann = await visit(`filled-${look}`, look)
  await fill(`filled-${look}`, ann)
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

test.each(LOOKS)(
  'editing, naming and a text that is too long have no violation, %s',
  async (look) => {
    const ann = await visit(`forms-${look}`, look)
    await ann.send('Hello')
    await ann.composer.press('ArrowUp')
    await ann.element.getByText('Editing your message').waitFor()
    await ann.element.getByRole('button', { name: /^Change your name/ }).click()
    expect(await audit(ann.page)).toEqual([])

    await ann.composer.fill('x'.repeat(70))
    await ann.element.getByText('10 characters too many').waitFor()
    expect(await audit(ann.page)).toEqual([])
  },
)

test.each(LOOKS)('a room without its connection has no violation, %s', async (look) => {
  const proxy = await stage().proxy()
  const ann = await visit(`offline-${look}`, look, `server="${proxy.url}"`)
  await fill(`offline-${look}`, ann)
  proxy.cut()
  await ann.write('Held back')
  await ann.element.getByText('Reconnecting…').waitFor()
  expect(await audit(ann.page)).toEqual([])
})

test.each(LOOKS)('a page that reads right to left has no violation, %s', async (look) => {
  const ann = await visit(`rtl-${look}`, look, 'lang="en" dir="rtl"')
  await fill(`rtl-${look}`, ann)
  await ann.element
    .locator('.row.own')
    .last()
    .getByRole('button', { name: 'Message options' })
    .click()
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
