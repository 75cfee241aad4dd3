import type { Locator } from 'playwright-core'
import type { RoomPage } from './room-page.js'
import type { Stage } from './stage.js'

/** Opens a room on a page that an audit finds nothing wrong with by itself. */
export async function visitRoom(
  stage: Stage,
  room: string,
  { name = 'Ben', attributes = '' } = {},
): Promise<RoomPage> {
  const markup = `<main><h1>Help</h1><chat-room room="${room}" name="${name}" ${attributes}></chat-room></main>`
  const page = await stage.visit(markup)
  return page.isReady()
}

/** Opens a room, and then the link of a moderator of it. */
export async function visitAsModerator(
  stage: Stage,
  room: string,
  attributes = '',
): Promise<RoomPage> {
  const { token } = await stage.server.createModeratorLink({ room })
  const mia = await visitRoom(stage, room, { name: 'Mia', attributes })
  await mia.page.evaluate((secret) => (location.hash = `moderate=${secret}`), token)
  await deskButton(mia).waitFor()
  return mia
}

export const deskButton = ({ element }: RoomPage): Locator => element.locator('[part=moderation]')

/** Opens the desk, and waits until what is on it is there. */
export async function openDesk(moderator: RoomPage): Promise<Locator> {
  await deskButton(moderator).click()
  const desk = moderator.element.locator('[part=desk]')
  await desk.locator('section').nth(3).waitFor()
  return desk
}

/** Chooses from the menu of the latest message with this text. */
export async function choose(
  { element }: RoomPage,
  text: string,
  ...items: string[]
): Promise<void> {
  const row = element.locator('.row', { hasText: text }).last()
  await row.hover()
  await row.locator('.more').click()
  for (const name of items) await element.getByRole('menuitem', { name }).click()
}

/** Whether the element that a locator finds has the focus. */
export const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((each) => each.matches(':focus'))
