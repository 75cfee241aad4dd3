import { expect, test } from 'vitest'
import { startServer } from '../running-server.js'
import { Visitor } from '../visitor.js'
import { NO_MEASURES, withPreset } from './no-measures.js'
import { note, printAtTheEnd } from './tally.js'
import { comeIn, countMessages, guest, moderatorOf, regularToken, ROOM } from './troublemaker.js'

printAtTheEnd()

const ADVERT = 'Cheap watches, only today: https://watches.example/now https://watches.example/buy'
const SPAMMERS = 20
const EACH = 9

/** Fresh identities that all say the same, again and again. How many messages got into the room. */
async function wave(url: string): Promise<number> {
  const spammers = await Promise.all(
    Array.from({ length: SPAMMERS }, (_, index) => comeIn(url, `Visitor ${index}`)),
  )
  for (const spammer of spammers) {
    for (let i = 0; i < EACH; i += 1) {
      await spammer?.ask('message', { room: ROOM, text: `${ADVERT} ${'!'.repeat(i % 3)}` })
    }
  }
  const reader = await guest(url, 'Reader')
  return countMessages(reader)
}

test.each([
  ['nothing', NO_MEASURES, SPAMMERS * EACH],
  ['open', withPreset('open'), 5],
  ['careful', withPreset('careful'), 0],
  ['strict', withPreset('strict'), 0],
] as const)('a wave of adverts against %s', async (name, options, most) => {
  const { url } = await startServer(options)
  const count = await wave(url)
  note('Wave of adverts', name, `${count} of ${SPAMMERS * EACH} in the room`)
  if (name === 'nothing') expect(count).toBe(most)
  else expect(count).toBeLessThanOrEqual(most)
})

test.each([
  ['nothing', NO_MEASURES],
  ['open', withPreset('open')],
  ['careful', withPreset('careful')],
] as const)('people who talk are not held up by %s', async (_, options) => {
  const { url } = await startServer(options)
  const ann = await guest(url, 'Ann')
  const ben = await guest(url, 'Ben')
  const said = [
    'Hello!',
    'Hi Ann.',
    'Has anybody tried the new tea?',
    'Yes.',
    'It is good.',
    'Is it?',
  ]
  for (const [index, text] of said.entries()) {
    const speaker = index % 2 ? ben : ann
    expect(await speaker.codeOf('message', { room: ROOM, text })).toBe('ok')
  }
})

test('what many newcomers say at once by chance goes through', async () => {
  const { url } = await startServer(withPreset('open'))
  const crowd = await Promise.all(
    Array.from({ length: 40 }, (_, index) => guest(url, `Guest ${index}`)),
  )
  const said = ['Hello!', '+1', 'Good morning everyone!', 'Thank you so much', 'Happy new year!']
  let refused = 0
  for (const text of said) {
    const codes = await Promise.all(crowd.map((one) => one.codeOf('message', { room: ROOM, text })))
    refused += codes.filter((code) => code !== 'ok').length
  }
  note('Greetings and short answers of 40 newcomers', 'open', `${refused} of 200 refused`)
  expect(refused).toBe(0)
  // A link that goes round is passed on by some of them.
  const link = 'Did you see this? https://news.example/2026/storm'
  const passed = []
  for (const one of crowd.slice(0, 5)) {
    passed.push(await one.codeOf('message', { room: ROOM, text: link }))
  }
  expect(passed).toEqual(Array.from({ length: 5 }, () => 'ok'))
})

test('a flood of reactions', async () => {
  const counts: number[] = []
  for (const [name, options] of [
    ['nothing', NO_MEASURES],
    ['open', withPreset('open')],
  ] as const) {
    const { url } = await startServer(options)
    const ann = await guest(url, 'Ann')
    const { message } = await ann.request('message', { room: ROOM, text: 'Good morning' })
    const mallory = await guest(url, 'Mallory')
    let taken = 0
    for (let i = 0; i < 100; i += 1) {
      const react = { room: ROOM, id: message.id, emoji: '👍', on: i % 2 === 0 }
      if ((await mallory.codeOf('react', react)) === 'ok') taken += 1
    }
    counts.push(taken)
    note('100 reactions of one visitor', name, `${taken} taken`)
  }
  expect(counts[0]).toBe(100)
  expect(counts[1]).toBeLessThanOrEqual(30)
})

test('a banned person who comes back under new identities', async () => {
  const secret = 'sixteen letters.'
  const server = await startServer({ ...withPreset('open'), secret })
  const neighbour = await Visitor.arrive(server.url, { token: regularToken(secret) })
  await neighbour.request('join', { room: ROOM })
  const moderator = await moderatorOf(server)
  const mallory = await guest(server.url, 'Mallory')
  const tries = 10
  const count = async () => {
    let inside = 0
    for (let i = 0; i < tries; i += 1) {
      const again = await comeIn(server.url, `Somebody ${i}`)
      if (again) inside += 1
      again?.leave()
    }
    return inside
  }
  const before = await count()
  await moderator.request('moderate', {
    room: ROOM,
    action: { type: 'ban', user: mallory.session.user.id },
  })
  const after = await count()
  note('New identities of a banned person', 'no ban', `${before} of ${tries} let in`)
  note('New identities of a banned person', 'a ban of the room', `${after} of ${tries} let in`)
  expect(before).toBe(tries)
  expect(after).toBe(0)
  expect(await mallory.codeOf('message', { room: ROOM, text: 'x' })).not.toBe('ok')
  // Who was there before, from the same network, stays; and other rooms are open.
  expect(await neighbour.codeOf('message', { room: ROOM, text: 'What was that?' })).toBe('ok')
  const elsewhere = await mallory.codeOf('join', { room: 'another' })
  expect(elsewhere).toBe('ok')
})
