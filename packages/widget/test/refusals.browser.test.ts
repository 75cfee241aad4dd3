import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ maxMembers: 1, graceMs: 0 })

/** Codes of the errors that the page was told of. */
const codes = ({ page }: RoomPage) =>
  page.evaluate(() => (globalThis as unknown as { codes: string[] }).codes)

const listening = `<script>
  globalThis.codes = []
  addEventListener('chat-error', ({ error }) => codes.push(error.code))
</script>`

test.each([
  ['<chat-room></chat-room>', 'The chat does not know its room'],
  [
    '<chat-room room="x" server="chat.example.com"></chat-room>',
    'The chat does not know its server',
  ],
  ['<chat-room room="no rooms"></chat-room>', 'This is not a valid room name.'],
])('%s says what is wrong in place of the room, and nothing else', async (markup, text) => {
  const errors: string[] = []
  const ann = await stage().visit(markup, {
    prepare: async (context) => context.on('weberror', (error) => errors.push(`${error.error()}`)),
  })
  await eventually(() => ann.element.getByRole('alert').innerText()).toContain(text)
  expect(await ann.composer.count()).toBe(0)
  // What listens to the page hears of it now.
  await ann.page.evaluate(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  })
  expect(errors).toEqual([])
})

test('a room that is full says so, and lets in whoever tries again once there is room', async () => {
  const ann = await stage().visit('<chat-room room="full"></chat-room>')
  await ann.isReady()
  const bob = await stage().visit(`${listening}<chat-room room="full"></chat-room>`)
  await eventually(() => bob.element.getByRole('alert').innerText()).toContain('The room is full.')
  expect(await bob.composer.count()).toBe(0)
  await eventually(() => codes(bob)).toEqual(['room_full'])
  const tryAgain = bob.element.getByRole('button', { name: 'Try again' })
  await tryAgain.click()
  await eventually(() => codes(bob)).toEqual(['room_full', 'room_full'])

  await ann.page.close()
  const isIn = () => bob.composer.isVisible()
  await eventually(async () => {
    const { length } = await codes(bob)
    await tryAgain.click()
    // The answer first: whoever is let in has nothing to click on any more.
    await eventually(async () => (await isIn()) || (await codes(bob)).length > length).toBe(true)
    return isIn()
  }).toBe(true)
  await bob.send('Finally')
})

test('a room that is read-only is read, and can be written in when that ends', async () => {
  const ann = await stage().visit('<chat-room room="quiet"></chat-room>')
  await ann.isReady()
  await ann.send('Hello')
  await stage().server.moderate('quiet', { type: 'settings', settings: { readOnly: true } })
  await ann.element.getByText('This room is read-only.').waitFor()
  expect(await ann.composer.count()).toBe(0)
  expect(await ann.texts.allInnerTexts()).toEqual(['Hello'])
  await stage().server.moderate('quiet', { type: 'settings', settings: { readOnly: false } })
  await ann.send('Again')
})

test('a server that is away at first is told of, and found when it is tried again', async () => {
  const proxy = await stage().proxy()
  proxy.cut()
  const ann = await stage().visit(`<chat-room room="away" server="${proxy.url}"></chat-room>`, {
    prepare: (context) => context.clock.install(),
  })
  const tryNow = ann.element.getByRole('button', { name: 'Try now' })
  await tryNow.waitFor()
  expect(await ann.element.locator('.status').innerText()).toContain(
    'The chat cannot be reached right now. It keeps trying.',
  )
  // After three minutes its own next attempt is so far away that only this one can have found the server.
  await ann.page.clock.fastForward('03:00')
  const status = () =>
    ann.element.evaluate((room: HTMLElementTagNameMap['chat-room']) => room.status)
  await eventually(status).toBe('suspended')
  proxy.restore()
  await tryNow.click()
  await ann.isReady()
  expect(await ann.element.locator('.status').innerText()).toBe('')
})
