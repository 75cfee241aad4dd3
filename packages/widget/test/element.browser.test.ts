import { expect, test } from 'vitest'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import { noteTexts } from './note-texts.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0, limits: { textLength: 50 } })

type Element = HTMLElementTagNameMap['chat-room']

/** Notes every event of the element, at the document, from before the element is there. */
const LISTENING = `<script>
  globalThis.heard = []
  for (const type of ['chat-ready', 'chat-message', 'chat-error', 'chat-status']) {
    document.addEventListener(type, (event) => {
      const { room, user, message, error, status } = event
      heard.push({ type, room, name: user?.name, text: message?.text, code: error?.code, status, from: event.target.localName })
    })
  }
</script>`

type Heard = {
  type: string
  room?: string
  name?: string
  text?: string
  code?: string
  status?: string
  from: string
}

async function heard({ page }: RoomPage, type: string): Promise<Heard[]> {
  const all = await page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)
  return all.filter((event) => event.type === type)
}

async function visit(room: string, server = stage().url): Promise<RoomPage> {
  return stage().visit(
    `${LISTENING}<chat-room room="${room}" name="Ann" server="${server}"></chat-room>`,
  )
}

test('chat-ready says that the room is joined, and who the visitor is', async () => {
  const ann = await visit('ready')
  await eventually(() => heard(ann, 'chat-ready')).toEqual([
    { type: 'chat-ready', room: 'ready', name: 'Ann', from: 'chat-room' },
  ])
})

test('chat-message comes once a message, own ones too, and not for the history', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'messages')
  await zoe.send('Long ago')
  const ann = await visit('messages')
  await ann.isReady()
  await ann.send('Mine')
  await zoe.send('Yours')
  const texts = async () => (await heard(ann, 'chat-message')).map(({ text }) => text)
  await eventually(texts).toEqual(['Mine', 'Yours'])
})

test('chat-status follows the connection', async () => {
  const proxy = await stage().proxy()
  const ann = await visit('status', proxy.url)
  await ann.isReady()
  proxy.cut()
  const statuses = async () => [
    ...new Set((await heard(ann, 'chat-status')).map(({ status }) => status)),
  ]
  await eventually(statuses).toContain('reconnecting')
  proxy.restore()
  await ann.isReady()
  await eventually(async () => (await heard(ann, 'chat-status')).at(-1)?.status).toBe('connected')
})

test('send() resolves with the message as stored, and rejects with why it is none', async () => {
  const zoe = await joinAs(stage(), 'Zoe', 'send')
  const ann = await visit('send')
  await ann.isReady()
  const stored = await ann.element.evaluate((each: Element) => each.send('From the page'))
  expect(stored).toMatchObject({ seq: 1, text: 'From the page', user: { name: 'Ann' } })
  await eventually(() => zoe.messages).toEqual([stored])
  expect(await ann.element.evaluate((each: Element) => each.messages)).toEqual([stored])

  const codeOf = (text: string) =>
    ann.element.evaluate(
      (each: Element, words) =>
        each.send(words).then(
          () => 'sent',
          (error: { code: string }) => error.code,
        ),
      text,
    )
  expect(await codeOf('x'.repeat(51))).toBe('too_long')
  expect(await codeOf('  ')).toBe('invalid_payload')
  await ann.element.evaluate((each) => each.removeAttribute('room'))
  expect(await codeOf('Hello')).toBe('not_joined')
})

test('what the element knows can be read: user, status, messages', async () => {
  const ann = await visit('read')
  await ann.isReady()
  const read = () =>
    ann.page.evaluate(() => {
      const each = document.createElement('chat-room')
      const shown = document.querySelector('chat-room')
      const facts = (room: Element | null) => ({
        room: room?.room,
        name: room?.user?.name,
        status: room?.status,
        messages: room?.messages.length,
      })
      return { detached: facts(each), shown: facts(shown) }
    })
  expect(await read()).toEqual({
    detached: { room: '', messages: 0 },
    shown: { room: 'read', name: 'Ann', status: 'connected', messages: 0 },
  })
})

test('chat-error tells the page what the visitor is told', async () => {
  const ann = await visit('not a room')
  await eventually(async () => (await heard(ann, 'chat-error')).map(({ code }) => code)).toEqual([
    'invalid_room',
  ])
})

test('who is there is counted, and who is typing is said, until the message is there', async () => {
  const ann = await visit('people')
  await ann.isReady()
  const count = ann.element.locator('.count')
  expect(await count.innerText()).toBe('1 person')
  const bob = await stage().visit('<chat-room room="people" name="Bob"></chat-room>')
  await bob.isReady()
  await eventually(() => count.innerText()).toBe('2 people')

  const typing = ann.element.locator('.typing')
  // It goes by itself after a while.
  const said = await noteTexts(ann, '.typing')
  await bob.composer.pressSequentially('Hm')
  await eventually(said).toEqual(['Bob is typing…'])
  expect(await bob.element.locator('.typing').innerText()).toBe('')
  await bob.composer.press('Enter')
  await eventually(() => typing.innerText()).toBe('')
  const saidAgain = await noteTexts(ann, '.typing')
  await bob.composer.pressSequentially('x')
  await eventually(saidAgain).toEqual(['Bob is typing…'])
  await bob.composer.press('Backspace')
  await eventually(() => typing.innerText()).toBe('')

  await bob.page.evaluate(() => document.querySelector('chat-room')?.remove())
  await eventually(() => count.innerText()).toBe('1 person')
})

test('two people of one name are told apart by colour and tag', async () => {
  const [one, two] = [await joinAs(stage(), 'Zoe', 'twins'), await joinAs(stage(), 'Zoe', 'twins')]
  const ann = await visit('twins')
  await ann.isReady()
  await one.send('I am Zoe')
  await two.send('No, I am')
  await eventually(() => ann.texts.count()).toBe(2)
  expect(await ann.element.locator('.author-name').allInnerTexts()).toEqual(['Zoe', 'Zoe'])
  const tags = await ann.element.locator('.tag').allInnerTexts()
  expect(new Set(tags).size).toBe(2)
  for (const tag of tags) expect(tag).toMatch(/^#[A-Za-z0-9]{4}$/)
})
