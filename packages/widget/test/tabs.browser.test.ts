import { ChatClient } from '@chat/sdk'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

/** Two tabs of one visitor on one page, whose way to the server can break. */
async function openTabs(room: string) {
  const proxy = await stage().proxy()
  const first = await stage().visit(`<chat-room server="${proxy.url}" room="${room}"></chat-room>`)
  await first.isReady()
  const second = new RoomPage(await first.page.context().newPage())
  // Its time stands still until the first has said who they are, however long that takes.
  const { clock } = second.page
  await clock.install()
  await clock.pauseAt(Date.now() + 10_000)
  await second.page.goto(first.page.url())
  await second.isReady()
  await clock.resume()
  return { proxy, first, second }
}

async function watch(room: string) {
  const client = new ChatClient({ url: stage().url, storage: null })
  stage().onLeave(() => client.close())
  return client.join(room)
}

const userOf = (tab: RoomPage) =>
  tab.element.evaluate((room: HTMLElementTagNameMap['chat-room']) => room.user)

test('two tabs are one visitor and one member, before anything is written to the device', async () => {
  const { first, second } = await openTabs('one-member')

  expect(await userOf(second)).toEqual(await userOf(first))
  expect(await first.page.evaluate(() => localStorage.length)).toBe(0)
  const room = await watch('one-member')
  expect(room.members.count).toBe(2)
})

test('closing one tab is not a leave', async () => {
  const { first, second } = await openTabs('closing')
  const room = await watch('closing')
  const counts: number[] = []
  room.on('members', ({ count }) => counts.push(count))

  await first.page.close()
  await second.send('Still here')

  await eventually(() => room.messages.map(({ text }) => text)).toEqual(['Still here'])
  expect(counts).toEqual([])
})

test('a name and a draft show in all tabs', async () => {
  const { first, second } = await openTabs('shared')
  await first.element.getByRole('button', { name: /^Change your name/ }).click()
  await first.element.getByRole('textbox', { name: 'Your name' }).fill('Ann')
  await first.page.keyboard.press('Enter')
  await eventually(() => second.element.locator('.me').innerText()).toBe('Ann')

  await first.composer.fill('Half a thought')
  await eventually(() => second.composer.inputValue()).toBe('Half a thought')
  await second.composer.press('Enter')
  await eventually(() => first.composer.inputValue()).toBe('')
  await eventually(() => first.texts.allInnerTexts()).toEqual(['Half a thought'])
})

test('a draft is there again after a reload, once the visitor has ever sent something', async () => {
  const { first } = await openTabs('draft')
  await first.send('Before')
  await first.composer.fill('Half a thought')
  await first.page.reload()
  await first.isReady()
  await eventually(() => first.composer.inputValue()).toBe('Half a thought')
})

test('what is not sent yet shows in all tabs, is taken over from a tab that is closed, and is sent once', async () => {
  const { proxy, first, second } = await openTabs('taken-over')
  const room = await watch('taken-over')
  await first.send('Before')
  proxy.cut()
  await first.write('While offline')
  await eventually(() => second.element.locator('.row.pending .text').allInnerTexts()).toEqual([
    'While offline',
  ])

  await first.page.close()
  proxy.restore()

  await eventually(() => second.texts.allInnerTexts(), 40_000).toEqual(['Before', 'While offline'])
  await eventually(() => second.element.locator('.row.pending').count()).toBe(0)
  await eventually(() => room.messages.map(({ text }) => text)).toEqual(['Before', 'While offline'])
  await eventually(() =>
    second.page.evaluate(() => Object.keys(localStorage).filter((key) => /unsent/.test(key))),
  ).toEqual([])
})

test('what is not sent yet survives a reload, shows as pending while there is no connection, and is sent once', async () => {
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room server="${proxy.url}" room="reload"></chat-room>`)
  await ann.isReady()
  await ann.send('Before')
  proxy.cut()
  await ann.write('One')
  await ann.write('Two')
  const pending = ann.element.locator('.row.pending .text')
  await eventually(() => pending.allInnerTexts()).toEqual(['One', 'Two'])

  await ann.page.reload()
  await eventually(() => pending.allInnerTexts()).toEqual(['One', 'Two'])
  proxy.restore()

  await eventually(() => ann.texts.allInnerTexts(), 40_000).toEqual(['Before', 'One', 'Two'])
  await eventually(() => pending.count()).toBe(0)
  const room = await watch('reload')
  expect(room.messages.map(({ text }) => text)).toEqual(['Before', 'One', 'Two'])
  expect(new Set(room.messages.map(({ user }) => user.id)).size).toBe(1)
})

test('an element that is taken out of the page and put in later still sends what it could not', async () => {
  const proxy = await stage().proxy()
  const ann = await stage().visit(`<chat-room server="${proxy.url}" room="back"></chat-room>`)
  await ann.isReady()
  await ann.send('Before')
  proxy.cut()
  await ann.write('Kept')
  await eventually(() => ann.element.locator('.row.pending').count()).toBe(1)

  await ann.element.evaluate((element) => element.remove())
  proxy.restore()
  await ann.page.evaluate((server) => {
    const element = document.createElement('chat-room')
    element.setAttribute('server', server)
    element.setAttribute('room', 'back')
    document.body.append(element)
  }, proxy.url)

  await eventually(() => ann.texts.allInnerTexts(), 40_000).toEqual(['Before', 'Kept'])
})
