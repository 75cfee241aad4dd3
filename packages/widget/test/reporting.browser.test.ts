import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- an identity that is older than the test is made as the server makes one
import { SessionTokens } from '../../server/src/identity/session-token.js'
import { eventually } from './eventually.js'
import { choose, openDesk, visitAsModerator, visitRoom } from './moderator-page.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const secret = 'a secret of these tests'
const stage = useStage({ graceMs: 0, secret, moderation: { preset: 'careful' } })

const room = 'reported'
const DAY_MS = 86_400_000

/** Somebody who was here yesterday too, in a network of their own: each counts as one. */
async function visitAsRegular(name: string, network: number): Promise<RoomPage> {
  const { url } = await stage().proxy(`127.0.0.${network}`)
  const user = { id: randomUUID(), name }
  const tokens = new SessionTokens(Buffer.from(secret))
  const token = tokens.issue({ user, since: Date.now() - DAY_MS, isOfSite: false })
  const session = JSON.stringify({ token, userId: user.id })
  const page = await stage().visit(`<chat-room room="${room}" server="${url}"></chat-room>`, {
    prepare: (context) =>
      context.addInitScript(`localStorage.setItem('chat:${url}/socket.io/', '${session}')`),
  })
  return page.isReady()
}

async function report(by: RoomPage): Promise<void> {
  await choose(by, 'Buy this', 'Report message')
  const form = by.element.getByRole('form', { name: 'Report message' })
  await form.getByRole('button', { name: 'Report message' }).click()
  await by.element.getByText('Thank you. A moderator will look at it.').waitFor()
}

const hidden = ({ element }: RoomPage) => element.getByText('Hidden until a moderator has looked')
const texts = (page: RoomPage) => page.texts.allInnerTexts()

test('what three people report is hidden for everybody until a moderator has looked, who shows it again for good', async () => {
  const mia = await visitAsModerator(stage(), room)
  const eve = await visitRoom(stage(), room, { name: 'Eve' })
  await eve.send('Buy this')
  const [zoe, ben, ida, leo] = [
    await visitAsRegular('Zoe', 11),
    await visitAsRegular('Ben', 12),
    await visitAsRegular('Ida', 13),
    await visitAsRegular('Leo', 14),
  ]
  const everybody = [mia, eve, zoe, ben, ida, leo]
  for (const by of [zoe, ben]) await report(by)
  // What was said after it is there, so its hiding would be.
  await eve.send('And this')
  for (const page of everybody) {
    await eventually(() => texts(page)).toEqual(['Buy this', 'And this'])
  }

  await report(ida)
  for (const page of everybody) await hidden(page).waitFor()
  for (const page of everybody) expect(await page.log.innerText()).not.toContain('Buy this')
  const late = await visitRoom(stage(), room, { name: 'Late' })
  await hidden(late).waitFor()
  expect(await late.log.innerText()).not.toContain('Buy this')

  const desk = await openDesk(mia)
  await desk.getByText('Buy this').waitFor()
  await desk.getByRole('button', { name: 'It is fine' }).click()
  for (const page of [...everybody, late]) {
    await eventually(() => texts(page)).toEqual(['Buy this', 'And this'])
    expect(await hidden(page).count()).toBe(0)
  }
  // What was reported before counts no more.
  await report(leo)
  await eventually(() => desk.getByRole('button', { name: 'It is fine' }).count()).toBe(1)
  for (const page of everybody) {
    expect(await texts(page)).toEqual(['Buy this', 'And this'])
  }
}, 120_000)
