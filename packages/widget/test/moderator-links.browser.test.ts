import { createChatServer } from '@chat/server'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { deskButton, openDesk, visitRoom } from './moderator-page.js'
import { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

const status = ({ element }: RoomPage) => element.locator('.status').innerText()

test('a moderator link does not stay in the address or the history, and outlives a reload', async () => {
  const room = 'link'
  const { token } = await stage().server.createModeratorLink({ room })
  const mia = await visitRoom(stage(), room, { name: 'Mia' })
  const address = mia.page.url()
  await mia.page.goto('about:blank')
  await mia.page.goto(`${address}#chapter&moderate=${token}`)
  await deskButton(mia).waitFor()
  await eventually(() => status(mia)).toBe('You moderate this room.')
  expect(mia.page.url()).toBe(`${address}#chapter`)
  await mia.page.goBack()
  await mia.page.goForward()
  await deskButton(mia).waitFor()
  expect(mia.page.url()).toBe(`${address}#chapter`)
  await mia.page.reload()
  await deskButton(mia).waitFor()
  await mia.send('Hello')

  const ben = await visitRoom(stage(), room)
  await eventually(() => ben.element.locator('[part=role]').allInnerTexts()).toEqual(['Moderator'])
  await ben.element.locator('.count').click()
  const members = ben.element.getByRole('dialog', { name: 'Who is here' })
  expect(await members.locator('[part=member]', { hasText: 'Mia' }).innerText()).toContain(
    'Moderator',
  )
})

test('of several rooms on a page, each of a server of its own, the one that a link is for takes it', async () => {
  const other = createChatServer({ database: 'memory', logLevel: 'silent', rates: 'off' })
  stage().onLeave(() => other.close())
  const { url } = await other.listen({ host: '127.0.0.1', port: 0 })
  const room = 'zweite-für-alle'
  const { token } = await stage().server.createModeratorLink({ room })
  const page = await stage().visit(
    `<chat-room room="first" name="Mia" server="${url}"></chat-room>
     <chat-room room="${room}" name="Mia"></chat-room>`,
  )
  await page.page.locator('chat-room [role=log]').nth(1).waitFor()
  const address = page.page.url()
  await page.page.goto('about:blank')
  await page.page.goto(`${address}#moderate=${token}`)
  await deskButton(new RoomPage(page.page, `chat-room[room="${room}"]`)).waitFor()
  expect(page.page.url()).toBe(address)
  const kept = await page.page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.startsWith('chat:links:')),
  )
  expect(kept).toEqual([[`chat:links:${stage().url}`, JSON.stringify([token])]])
})

test('a link that is opened again and again takes no place of another', async () => {
  const tokens = await Promise.all(
    ['one', 'two'].map(async (room) => (await stage().server.createModeratorLink({ room })).token),
  )
  const mia = await visitRoom(stage(), 'one', { name: 'Mia' })
  for (const token of [...tokens, ...tokens.slice(0, 1)]) {
    await mia.page.evaluate((secret) => (location.hash = `moderate=${secret}`), token)
    await eventually(() => mia.page.url()).not.toContain(token)
  }
  const kept = () =>
    mia.page.evaluate((url) => localStorage.getItem(`chat:links:${url}`), stage().url)
  expect(await kept()).toBe(JSON.stringify(tokens.toReversed()))
})

test('a link that is revoked ends the role of who is there, who is told so', async () => {
  const room = 'revoked'
  const { id, token } = await stage().server.createModeratorLink({ room })
  const mia = await visitRoom(stage(), room, { name: 'Mia' })
  await mia.page.evaluate((secret) => (location.hash = `moderate=${secret}`), token)
  await openDesk(mia)
  await stage().server.revokeModeratorLink(id)
  await eventually(() => status(mia)).toBe('You no longer moderate this room.')
  expect(await deskButton(mia).count()).toBe(0)
  expect(await mia.element.locator('[part=desk]').count()).toBe(0)
})

test('the page of the server takes a link too', async () => {
  const room = 'lobby'
  const { token } = await stage().server.createModeratorLink({ room })
  const mia = await stage().visit('')
  await mia.page.goto(`${stage().url}/?room=${room}#moderate=${token}`)
  await deskButton(mia).waitFor()
  expect(mia.page.url()).toBe(`${stage().url}/?room=${room}`)
})
