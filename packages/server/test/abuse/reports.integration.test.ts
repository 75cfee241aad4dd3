import { expect, test } from 'vitest'
import { startServer } from '../running-server.js'
import { NO_MEASURES, withPreset } from './no-measures.js'
import { note, printAtTheEnd } from './tally.js'
import { comeIn, guest, moderatorOf, ROOM } from './troublemaker.js'

printAtTheEnd()

test.each([
  ['nothing', NO_MEASURES],
  ['careful', withPreset('careful')],
] as const)(
  'one person reports a decent message under 20 identities, against %s',
  async (preset, options) => {
    const server = await startServer(options)
    const ann = await guest(server.url, 'Ann')
    const { message } = await ann.request('message', { room: ROOM, text: 'Good morning' })
    let taken = 0
    for (let i = 0; i < 20; i += 1) {
      const identity = await comeIn(server.url, `Angry ${i}`)
      for (let again = 0; again < 3; again += 1) {
        const report = { room: ROOM, id: message.id, reason: 'I do not like it.' }
        if ((await identity?.codeOf('report', report)) === 'ok') taken += 1
      }
      identity?.leave()
    }
    const moderator = await moderatorOf(server)
    const { entries } = await moderator.request('review', { room: ROOM, list: 'reports' })
    const { messages } = await moderator.request('history', { room: ROOM, before: 1e9 })
    const isHidden = messages.some(({ id, hidden }) => id === message.id && hidden)
    note(
      '60 reports of one person, 20 identities',
      preset,
      `${entries.length} message in the moderators’ queue, ${isHidden ? 'hidden' : 'still shown'}`,
    )
    expect(taken).toBeGreaterThan(0)
    expect(entries).toHaveLength(1)
    expect(isHidden).toBe(false)
  },
)
