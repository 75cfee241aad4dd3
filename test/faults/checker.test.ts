import type { Message, RoomEvent, User } from '@chat/sdk'
import { expect, test } from 'vitest'
import { check, type Rule } from './checker.ts'
import type { History } from './history.ts'

const ann = { id: 'ann', name: 'Ann' }
const ben = { id: 'ben', name: 'Ben' }
const room = 'lounge'
const time = (seq: number) => `2026-05-01T10:00:0${seq}.000Z`

const first: Message = { id: 'm1', seq: 1, at: time(1), user: ann, text: 'One' }
const edited: Message = { ...first, text: 'Uno', editedAt: time(3), reactions: { '👍': ['ben'] } }
const second: Message = { id: 'm2', seq: 2, at: time(2), user: ben, text: 'Two' }

/** Ann writes, Ben writes, Ann edits, Ben likes it; both see all of it. */
function soundHistory(): History {
  const events = (): RoomEvent[] => [
    { seq: 1, at: time(1), type: 'message', message: { ...first } },
    { seq: 2, at: time(2), type: 'message', message: { ...second } },
    { seq: 3, at: time(3), type: 'edit', id: 'm1', text: 'Uno', user: ann },
    { seq: 4, at: time(4), type: 'reaction', id: 'm1', emoji: '👍', on: true, user: ben },
  ]
  const messages = () => [{ ...edited }, { ...second }]
  const stay = (client: string, user: string) => ({
    client,
    room,
    start: { seq: 0, messages: [] },
    events: events(),
    end: { user, seq: 4, messages: messages(), members: [ann, ben], pending: 0 },
  })
  return {
    operations: [
      {
        attempt: { type: 'message', room, user: 'ann', id: 'm1', text: 'One' },
        outcome: 'acknowledged',
        message: first,
      },
      {
        attempt: { type: 'message', room, user: 'ben', id: 'm2', text: 'Two' },
        outcome: 'acknowledged',
        message: second,
      },
      {
        attempt: { type: 'edit', room, user: 'ann', id: 'm1', text: 'Uno' },
        outcome: 'acknowledged',
      },
      {
        attempt: { type: 'react', room, user: 'ben', id: 'm1', emoji: '👍', on: true },
        outcome: 'acknowledged',
      },
    ],
    stays: [stay('Ann', 'ann'), stay('Ben', 'ben')],
    final: new Map([[room, { seq: 4, messages: messages(), members: [ann, ben] }]]),
    promises: { made: 4, settled: 4 },
  }
}

/** What of a sound history is damaged, and the rule that must say so. */
const damages: Record<string, [Rule, (history: Parts) => void]> = {
  'an acknowledged message that is nowhere': [
    'acknowledged once',
    ({ final }) => final.messages.pop(),
  ],
  'an acknowledged message that is there twice': [
    'acknowledged once',
    ({ final }) => final.messages.push({ ...second, seq: 5 }),
  ],
  'an acknowledged message in another place': [
    'acknowledged once',
    ({ final }) => Object.assign(final.messages[1] ?? {}, { seq: 9 }),
  ],
  'an acknowledged message under another name': [
    'acknowledged once',
    ({ final }) => Object.assign(final.messages[1] ?? {}, { user: ann }),
  ],
  'an acknowledged edit without effect': [
    'in effect',
    ({ final }) => Object.assign(final.messages[0] ?? {}, { text: 'One' }),
  ],
  'an acknowledged reaction without effect': [
    'in effect',
    ({ final }) => delete final.messages[0]?.reactions,
  ],
  'an acknowledged deletion without effect': [
    'in effect',
    ({ history }) =>
      history.operations.push({
        attempt: { type: 'delete', room, user: 'ben', id: 'm2' },
        outcome: 'acknowledged',
      }),
  ],
  'an event that one did not see': [
    'in order, without a hole',
    ({ events }) => events.splice(1, 1),
  ],
  'an event that one saw twice': [
    'in order, without a hole',
    ({ events }) => events.splice(1, 0, ...events.slice(0, 1)),
  ],
  'events that one saw in another order': [
    'in order, without a hole',
    ({ events }) => events.reverse(),
  ],
  'the last event, unseen': ['in order, without a hole', ({ events }) => events.pop()],
  'a first event beyond what the answer told': [
    'in order, without a hole',
    ({ events }) => events.shift(),
  ],
  'a history that is not in order': [
    'in order, without a hole',
    ({ final }) => final.messages.reverse(),
  ],
  'a message that nobody sent': [
    'nothing invented',
    ({ history }) => history.operations.splice(1, 1),
  ],
  'a text that nobody wrote': [
    'nothing invented',
    ({ final }) => Object.assign(final.messages[1] ?? {}, { text: 'Three' }),
  ],
  'an edit that nobody asked for': [
    'nothing invented',
    ({ events }) => Object.assign(events[2] ?? {}, { user: ben }),
  ],
  'a reaction that nobody asked for': [
    'nothing invented',
    ({ events }) => Object.assign(events[3] ?? {}, { emoji: '🎉' }),
  ],
  'a deletion that nobody asked for': [
    'nothing invented',
    ({ final }) => Object.assign(final.messages[1] ?? {}, { deleted: true, text: '' }),
  ],
  'one place, two events': [
    'the same for all',
    ({ events }) => Object.assign(events[1] ?? {}, { at: time(3) }),
  ],
  'a copy that differs from the room': [
    'converged',
    ({ end }) => Object.assign(end.messages[0] ?? {}, { text: 'One' }),
  ],
  'a copy that lacks a message': ['converged', ({ end }) => end.messages.pop()],
  'members that are not there': ['converged', ({ end }) => end.members.pop()],
  'a member who has gone': ['converged', ({ history }) => history.stays.pop()],
  'a message that still waits': ['converged', ({ end }) => (end.pending = 1)],
  'a promise that never settled': ['settled', ({ history }) => (history.promises.settled = 3)],
  'a clock that went back': [
    'time goes on',
    ({ events }) => Object.assign(events[3] ?? {}, { at: time(1) }),
  ],
}

test('a sound history has no violation, and every rule has looked at it', () => {
  const { violations, counts } = check(soundHistory())
  expect(violations).toEqual([])
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})

test.each(Object.entries(damages))('%s is found', (_, [rule, damage]) => {
  const history = soundHistory()
  damage(partsOf(history))
  expect(check(history).violations.map((violation) => violation.rule)).toContain(rule)
})

test('what a deleted message said may be gone for those who came later', () => {
  const history = soundHistory()
  const gone = { ...second, text: '', deleted: true as const }
  history.operations.push({
    attempt: { type: 'delete', room, user: 'ben', id: 'm2' },
    outcome: 'acknowledged',
  })
  for (const [index, stay] of history.stays.entries()) {
    stay.events.push({ seq: 5, at: time(5), type: 'delete', id: 'm2', user: ben })
    if (index === 1) stay.events[1] = { seq: 2, at: time(2), type: 'message', message: gone }
    if (stay.end) stay.end = { ...stay.end, seq: 5, messages: [edited, gone] }
  }
  history.final.set(room, { seq: 5, messages: [edited, gone], members: [ann, ben] })

  expect(check(history).violations).toEqual([])
})

type Parts = {
  history: History
  final: { messages: Message[] }
  events: RoomEvent[]
  end: { messages: Message[]; members: User[]; pending: number }
}

function partsOf(history: History): Parts {
  const final = history.final.get(room)
  const stay = history.stays[1]
  if (!final || !stay?.end) throw new Error('A sound history has a room and two stays.')
  return {
    history,
    final: { messages: final.messages },
    events: stay.events,
    end: stay.end,
  }
}
