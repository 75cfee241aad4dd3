import { expect, test } from 'vitest'
import { startServer } from '../running-server.js'
import { Visitor } from '../visitor.js'
import { NO_MEASURES, withPreset } from './no-measures.js'
import { note, printAtTheEnd } from './tally.js'
import { comeIn, guest, moderatorOf, ROOM } from './troublemaker.js'

printAtTheEnd()

/** What looks like "Mira" to somebody who reads quickly. */
const LOOKALIKES = [
  'Mira',
  'mira',
  'MIRA',
  'Мira',
  'Mirа',
  'Μira',
  'Mıra',
  'M1ra',
  'Ｍｉｒａ',
  'Mi\u200cra',
]

/** What others see them as. */
async function nameInRoom(visitor: Visitor | undefined): Promise<string | undefined> {
  const joined = await visitor?.request('join', { room: ROOM })
  return joined?.members.list.find(({ id }) => id === visitor?.session.user.id)?.name
}

test.each([
  ['nothing', NO_MEASURES],
  ['open', withPreset('open')],
  ['careful', withPreset('careful')],
] as const)('names that look like the moderator’s, against %s', async (preset, options) => {
  const server = await startServer(options)
  await moderatorOf(server, 'Mira')
  let taken = 0
  for (const name of LOOKALIKES) {
    const impostor = await comeIn(server.url, name)
    if ((await nameInRoom(impostor)) === name) taken += 1
    impostor?.leave()
    const other = await guest(server.url, 'Otto')
    if ((await other.codeOf('name', { name })) === 'ok') taken += 1
    other.leave()
  }
  const tries = 2 * LOOKALIKES.length
  note('Names that look like a moderator’s', preset, `${taken} of ${tries} taken`)
  expect(taken).toBe(preset === 'nothing' ? tries : 0)
})

test('nor is a name to be had by way of another tab that is in no room', async () => {
  const server = await startServer(withPreset('open'))
  await moderatorOf(server, 'Mira')
  const impostor = await guest(server.url, 'Otto')
  const otherTab = await Visitor.arrive(server.url, { token: impostor.session.token })
  expect(await otherTab.codeOf('name', { name: 'Mira' })).toBe('conflict')
  expect(await nameInRoom(impostor)).toBe('Otto')
  expect(await otherTab.codeOf('name', { name: 'Ottilie' })).toBe('ok')
})

test('nor while one comes into the room', async () => {
  const server = await startServer(withPreset('open'))
  await moderatorOf(server, 'Mira')
  const impostor = await Visitor.arrive(server.url, { name: 'Otto' })
  for (let n = 1; n <= 20; n += 1) await impostor.request('join', { room: `elsewhere-${n}` })
  // The name is looked for in twenty rooms while they come into the next.
  const renaming = impostor.codeOf('name', { name: 'Mira' })
  const joining = impostor.codeOf('join', { room: ROOM })
  expect(await Promise.all([renaming, joining])).toEqual(['conflict', 'ok'])
  expect(await nameInRoom(impostor)).toBe('Otto')
})
