import { expect, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- what browser tests of all packages stand on is the repository's own
import { audit } from '../../../test/audit.js'
import { joinAs } from './backlog.js'
import { eventually } from './eventually.js'
import {
  choose,
  deskButton,
  hasFocus,
  openDesk,
  visitAsModerator,
  visitRoom,
} from './moderator-page.js'
import { noteTexts } from './note-texts.js'
import type { RoomPage } from './room-page.js'
import { useStage } from './stage.js'

const stage = useStage({ graceMs: 0 })

const notice = ({ element }: RoomPage) => element.locator('.notice').innerText()
const status = ({ element }: RoomPage) => element.locator('.status').innerText()

/** Somebody in another network than all others of these tests, whom a ban of them does not mean. */
async function visitFromElsewhere(room: string): Promise<RoomPage> {
  const { url } = await stage().proxy('127.0.0.9')
  return visitRoom(stage(), room, { attributes: `server="${url}"` })
}

test('what is reported comes before the moderators with the reason and with what was said before, and is deleted', async () => {
  const room = 'reported'
  const mia = await visitAsModerator(stage(), room)
  const ben = await visitFromElsewhere(room)
  const eve = await visitRoom(stage(), room, { name: 'Eve' })
  await ben.send('Hello')
  await eve.send('Buy this')
  await ben.texts.filter({ hasText: 'Buy this' }).waitFor()

  await choose(ben, 'Buy this', 'Report message')
  const form = ben.element.getByRole('form', { name: 'Report message' })
  await form.getByRole('textbox').fill('Third time today')
  expect(await audit(ben.page)).toEqual([])
  await form.getByRole('button', { name: 'Report message' }).click()
  await eventually(() => status(ben)).toBe('Thank you. A moderator will look at it.')

  await eventually(() => deskButton(mia).innerText()).toBe('1')
  const desk = await openDesk(mia)
  await desk.getByText('Advertising or spam: Third time today').waitFor()
  // What was said before.
  expect(await desk.getByRole('listitem').innerText()).toContain('Ben: Hello')
  expect(await audit(mia.page)).toEqual([])
  await desk.getByRole('button', { name: 'Delete', exact: true }).click()
  await desk.getByRole('button', { name: 'Delete for everyone' }).click()
  await ben.element.getByText('Message deleted').waitFor()
  await desk.getByText('Nothing is reported.').waitFor()
})

test('a troublemaker is muted, then banned, reads until when and why, and stays out under a new identity', async () => {
  const room = 'trouble'
  const mia = await visitAsModerator(stage(), room)
  const ben = await visitFromElsewhere(room)
  const eve = await visitRoom(stage(), room, { name: 'Eve' })
  await eve.send('Buy this')
  await eve.send('And this')
  await choose(mia, 'And this', 'Mute or ban…')
  const sanction = mia.element.getByRole('dialog', { name: /Mute or ban/ })
  await sanction.getByRole('textbox').fill('Adverts')
  expect(await audit(mia.page)).toEqual([])
  await sanction.getByRole('button', { name: 'Mute' }).click()
  await eventually(() => eve.element.locator('.read-only').innerText()).toMatch(
    /^You are muted\. Ends in 60 min\. \(.+\)\.\s+Reason: Adverts$/,
  )
  expect(await eve.composer.count()).toBe(0)
  expect(await audit(eve.page)).toEqual([])

  await choose(mia, 'And this', 'Mute or ban…')
  await sanction.getByRole('radio', { name: /^Ban/ }).click()
  await sanction.getByRole('combobox').selectOption('1 day')
  await sanction.getByRole('checkbox').click()
  await sanction.getByRole('textbox').fill('Adverts again')
  await sanction.getByRole('button', { name: 'Ban' }).click()
  const word =
    /^You are banned from this room\. Ends in 24 hr\. \(.+\)\.\s+Reason: Adverts again\s+Try again$/
  await eventually(() => notice(eve)).toMatch(word)
  expect(await audit(eve.page)).toEqual([])
  await eventually(() => ben.element.locator('.deleted').count()).toBe(2)
  await ben.send('Peace')

  await eve.page.reload()
  await eventually(() => notice(eve)).toMatch(word)
  await eve.page.evaluate(() => localStorage.clear())
  await eve.page.reload()
  await eventually(() => notice(eve)).toMatch(word)

  const desk = await openDesk(mia)
  const banned = desk.getByRole('region', { name: 'Mutes and bans' })
  await eventually(() => banned.getByRole('listitem').allInnerTexts()).toHaveLength(2)
  await banned.locator('li', { hasText: 'Banned.' }).getByRole('button', { name: 'Lift' }).click()
  await eventually(() => banned.getByRole('listitem').allInnerTexts()).toHaveLength(1)
  await eve.element.getByRole('button', { name: 'Try again' }).click()
  // Whoever they call themselves now.
  await eve.element.getByText('Reason: Adverts', { exact: true }).waitFor()
  await banned.getByRole('button', { name: 'Lift' }).click()
  await eve.send('Sorry')
}, 120_000)

test('a held message says that it waits, and enters once a moderator lets it in', async () => {
  const room = 'held'
  const mia = await visitAsModerator(stage(), room)
  const desk = await openDesk(mia)
  await desk.getByRole('checkbox', { name: 'Every message waits for a moderator' }).click()
  await eventually(() => status(mia)).toBe('It is changed.')
  const ben = await visitRoom(stage(), room)
  await ben.write('Good')
  await ben.element.getByText('Waits for a moderator').waitFor()
  expect(await audit(ben.page)).toEqual([])
  await ben.page.reload()
  await ben.element.getByText('Waits for a moderator').waitFor()
  await desk.getByRole('button', { name: 'Let in' }).click()
  await ben.element.locator('.row.own:not(.pending)', { hasText: 'Good' }).waitFor()

  await ben.write('Bad')
  await desk.getByRole('button', { name: 'Refuse' }).click()
  await ben.element.locator('.row.failed', { hasText: 'Bad' }).waitFor()
})

test('what a moderator sets holds for everybody else at once, and clearing is asked once more', async () => {
  const room = 'rules'
  const mia = await visitAsModerator(stage(), room)
  const zoe = await joinAs(stage(), 'Zoe', room)
  const ben = await visitRoom(stage(), room)
  await ben.send('First')
  const desk = await openDesk(mia)

  await desk.getByRole('checkbox', { name: 'Only moderators write' }).click()
  await ben.element.getByText('This room is read-only.').waitFor()
  await desk.getByRole('checkbox', { name: 'Only moderators write' }).click()
  await ben.composer.waitFor()

  await desk.getByRole('combobox', { name: 'Time between messages' }).selectOption('5 seconds')
  await eventually(() => zoe.settings.slowModeS).toBe(5)
  const notes = await noteTexts(ben, '.row.pending .meta')
  // At once, or a slow machine would not be too fast.
  await ben.element.evaluate((each: HTMLElementTagNameMap['chat-room']) => {
    for (const text of ['Second', 'Third']) void each.send(text)
  })
  await eventually(async () => (await notes()).join('\n')).toMatch(
    /^You are sending too fast; it goes out in \d s\./m,
  )
  await ben.element.locator('.row.own:not(.pending)', { hasText: 'Third' }).waitFor()

  await desk.getByRole('button', { name: 'Delete all messages', exact: true }).click()
  expect(await ben.texts.count()).toBe(3)
  await desk.getByRole('button', { name: 'Really delete all messages' }).click()
  await eventually(() => ben.texts.count()).toBe(0)
})

test('what a moderator has open follows the page into another language', async () => {
  const room = 'language'
  const mia = await visitAsModerator(stage(), room)
  const ben = await visitRoom(stage(), room)
  await ben.send('Hello')
  const speak = (language: string) =>
    mia.page.evaluate((lang) => (document.documentElement.lang = lang), language)

  const desk = await openDesk(mia)
  await desk.getByRole('button', { name: 'Delete all messages', exact: true }).waitFor()
  await speak('fr')
  await desk.getByRole('button', { name: 'Supprimer tous les messages' }).waitFor()
  await mia.page.keyboard.press('Escape')

  await choose(mia, 'Hello', 'Faire taire ou exclure…')
  await mia.element.getByRole('dialog', { name: 'Ben' }).getByText('Pour combien').waitFor()
  await speak('de')
  await mia.element.getByRole('dialog', { name: 'Ben' }).getByText('Wie lange').waitFor()
})

test('the desk is worked by keyboard, and gives the focus back', async () => {
  const room = 'keys'
  const mia = await visitAsModerator(stage(), room)
  const { keyboard } = mia.page
  const ben = await visitRoom(stage(), room)
  await stage().server.moderate(room, { type: 'settings', settings: { holdAll: true } })
  await ben.write('One')
  await ben.write('Two')
  await eventually(() => deskButton(mia).innerText()).toBe('2')

  await deskButton(mia).focus()
  await keyboard.press('Enter')
  const desk = mia.element.getByRole('dialog', { name: 'Moderation' })
  await eventually(() => hasFocus(desk.getByRole('button', { name: 'Close' }))).toBe(true)
  for (const left of [1, 0]) {
    await desk.getByRole('button', { name: 'Let in' }).first().focus()
    await keyboard.press('Enter')
    await eventually(() => desk.getByRole('button', { name: 'Let in' }).count()).toBe(left)
    // Not lost with the button.
    await eventually(() => desk.evaluate((each) => each.matches(':focus-within'))).toBe(true)
  }
  await keyboard.press('Escape')
  await eventually(() => desk.count()).toBe(0)
  await eventually(() => hasFocus(deskButton(mia))).toBe(true)
})

test('from a report one mutes or bans, and comes back to the desk', async () => {
  const room = 'report-ban'
  const mia = await visitAsModerator(stage(), room)
  const ben = await visitFromElsewhere(room)
  const eve = await visitRoom(stage(), room, { name: 'Eve' })
  await eve.send('Buy this')
  await choose(ben, 'Buy this', 'Report message')
  await ben.element.getByRole('radio', { name: 'Insults or threatens' }).click()
  await ben.page.keyboard.press('Enter')
  await eventually(() => deskButton(mia).innerText()).toBe('1')
  const desk = await openDesk(mia)
  await desk.getByRole('button', { name: 'Mute or ban…' }).click()
  await eventually(() => hasFocus(desk.getByRole('radio', { name: /^Mute/ }))).toBe(true)
  await desk.getByRole('button', { name: 'Cancel' }).click()
  await desk.getByText('Insults or threatens').waitFor()
  await desk.getByRole('button', { name: 'Mute or ban…' }).click()
  await desk.getByRole('radio', { name: /^Ban/ }).click()
  await desk.getByRole('button', { name: 'Ban' }).click()
  await eventually(() => notice(eve)).toMatch(/^You are banned from this room\.\s+Try again$/)
  await eventually(() =>
    desk.getByRole('region', { name: 'Mutes and bans' }).innerText(),
  ).toContain('Eve Banned.')
  // It is still to be decided on.
  await desk.getByRole('button', { name: 'It is fine' }).click()
  await desk.getByText('Nothing is reported.').waitFor()
})

test('a desk speaks the language of the room; visitors load nothing of it', async () => {
  const room = 'sprache'
  const loaded = ({ page }: RoomPage) =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => /desk/.test(path)),
    )
  const ben = await visitRoom(stage(), room, { attributes: 'lang="de"' })
  await ben.element.locator('.count').click()
  await ben.element.getByRole('dialog', { name: 'Wer hier ist' }).waitFor()
  expect(await loaded(ben)).toEqual([])

  const mia = await visitAsModerator(stage(), room, 'lang="de"')
  const desk = await openDesk(mia)
  await desk.getByText('Nichts ist gemeldet.').waitFor()
  expect(await loaded(mia)).toEqual(['/chat-desk.mjs', '/locale/de-desk.mjs'])
  await mia.page.keyboard.press('Escape')
  await mia.element.evaluate((element) => element.setAttribute('lang', 'en'))
  await openDesk(mia)
  await desk.getByText('Nothing is reported.').waitFor()
})

test('a desk that cannot be had says so, and the next click tries again', async () => {
  const mia = await visitAsModerator(stage(), 'no-desk')
  await mia.page.route(/chat-desk/, (route) => route.abort())
  await deskButton(mia).click()
  await eventually(() => status(mia)).toContain('This could not be loaded.')
  expect(await deskButton(mia).getAttribute('aria-busy')).toBe(null)
  await mia.page.unroute(/chat-desk/)
  await openDesk(mia)
})
