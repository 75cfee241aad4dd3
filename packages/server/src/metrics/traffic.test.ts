import { expect, test } from 'vitest'
import type { PresenceChange } from '../presence/presence.js'
import { Traffic } from './traffic.js'

const ann = { id: 'ann', name: 'Ann' }

function createTraffic() {
  let now = Date.parse('2026-05-01T10:00:30.000Z')
  const traffic = new Traffic(() => now)
  const change = (room: string, count: number, joins = 0): PresenceChange => {
    return { room, count, joined: Array<typeof ann>(joins).fill(ann), renamed: [], left: [] }
  }
  return {
    traffic,
    change: (...of: Parameters<typeof change>) => traffic.changed(change(...of)),
    say: () =>
      traffic.committed(
        new Map([
          [
            'tea',
            [
              {
                ...{ type: 'message' as const, seq: 1, at: '' },
                message: { id: 'x', seq: 1, at: '', user: ann, text: 'x' },
              },
              { type: 'delete' as const, seq: 2, at: '', id: 'x', user: ann },
            ],
          ],
        ]),
      ),
    passMinutes: (minutes: number) => (now += minutes * 60_000),
  }
}

test('each minute has its messages, its joins and the most members there were in it', () => {
  const { traffic, change, say, passMinutes } = createTraffic()
  change('tea', 2, 2)
  change('pub', 1, 1)
  change('tea', 1)
  say()
  say()
  passMinutes(2)
  change('pub', 0)

  expect(traffic.last(4)).toEqual([
    { at: '2026-05-01T09:59:00.000Z', messages: 0, joins: 0, members: 0 },
    { at: '2026-05-01T10:00:00.000Z', messages: 2, joins: 3, members: 3 },
    { at: '2026-05-01T10:01:00.000Z', messages: 0, joins: 0, members: 2 },
    { at: '2026-05-01T10:02:00.000Z', messages: 0, joins: 0, members: 2 },
  ])
  expect(traffic.now).toEqual({ rooms: 1, members: 1 })
  passMinutes(1)
  expect(traffic.last(1)).toMatchObject([{ members: 1 }])
})

test('no more than a day is kept, and members are known also where nobody came or went since', () => {
  const { traffic, change, say, passMinutes } = createTraffic()
  change('tea', 4, 4)
  for (let minute = 0; minute < 2_000; minute += 1) {
    passMinutes(1)
    say()
  }
  const series = traffic.last(5_000)
  expect(series).toHaveLength(1_440)
  expect(series.reduce((sum, { messages }) => sum + messages, 0)).toBe(1_440)
  expect(series[0]?.members).toBe(4)
  passMinutes(3_000)
  expect(traffic.last(2)).toMatchObject([{ members: 4 }, { members: 4 }])
})

test('who is told of again, once it has settled who is there, has not joined again', () => {
  const traffic = new Traffic()
  const change: PresenceChange = { room: 'tea', count: 1, joined: [ann], renamed: [], left: [] }
  traffic.changed(change)
  traffic.changed({ ...change, isSettled: true })
  expect(traffic.last(5).reduce((sum, { joins }) => sum + joins, 0)).toBe(1)
})
