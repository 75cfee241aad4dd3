import type { Message, RoomEvent } from '@chat/sdk'
import type { Attempt, FinalRoom, History, Operation, Stay } from './history.ts'
import { canonical } from './canonical.ts'

export type Rule =
  | 'acknowledged once'
  | 'in effect'
  | 'in order, without a hole'
  | 'nothing invented'
  | 'the same for all'
  | 'converged'
  | 'settled'
  | 'time goes on'

type Violation = { rule: Rule; what: string }

/** How much each rule has looked at. A rule that looked at nothing has shown nothing. */
type Counts = Record<Rule, number>

export type Verdict = { violations: Violation[]; counts: Counts }

/** Holds what clients saw and were told against the promises of delivery. Knows nothing of how it came about. */
export function check(history: History): Verdict {
  const checker = new Checker(history)
  checker.run()
  return { violations: checker.violations, counts: checker.counts }
}

class Checker {
  readonly violations: Violation[] = []
  readonly counts: Counts = {
    'acknowledged once': 0,
    'in effect': 0,
    'in order, without a hole': 0,
    'nothing invented': 0,
    'the same for all': 0,
    converged: 0,
    settled: 0,
    'time goes on': 0,
  }
  readonly #history: History
  readonly #attempts: Map<string, Operation[]>

  constructor(history: History) {
    this.#history = history
    this.#attempts = Map.groupBy(history.operations, ({ attempt }) => placeOf(attempt))
  }

  run(): void {
    const { stays, final, promises } = this.#history
    for (const [room, state] of final) {
      this.#checkFinal(room, state)
      this.#checkMembers(room, state)
    }
    for (const operation of this.#history.operations) this.#checkAcknowledged(operation)
    for (const [place, operations] of this.#attempts) this.#checkEffect(place, operations)
    for (const stay of stays) {
      this.#checkOrder(stay)
      this.#checkOrigin(stay)
      this.#checkEnd(stay)
    }
    this.#checkAgreement()
    this.#expect('settled', promises.made === promises.settled, () => {
      return `${promises.made - promises.settled} of ${promises.made} promises never settled`
    })
  }

  #expect(rule: Rule, isTrue: boolean, what: () => string): void {
    this.counts[rule] += 1
    if (!isTrue) this.violations.push({ rule, what: what() })
  }

  #finalRoom(room: string): FinalRoom {
    return this.#history.final.get(room) ?? { seq: 0, messages: [], members: [] }
  }

  #checkFinal(room: string, { messages }: FinalRoom): void {
    const ids = new Set<string>()
    let before: Message | undefined
    for (const message of messages) {
      this.#expect('acknowledged once', !ids.has(message.id), () => `${room}: twice ${message.id}`)
      ids.add(message.id)
      this.#expect('in order, without a hole', message.seq > (before?.seq ?? 0), () => {
        return `${room}: the history has ${message.seq} after ${before?.seq ?? 0}`
      })
      this.#expect('time goes on', message.at >= (before?.at ?? ''), () => {
        return `${room}: the history has ${message.at} after ${before?.at ?? ''}`
      })
      this.#checkMessageOrigin(room, message, 'the history')
      before = message
    }
  }

  /** In the end those are members who are there, and nobody else. */
  #checkMembers(room: string, { members }: FinalRoom): void {
    const there = this.#history.stays.flatMap((stay) => {
      return stay.end && stay.room === room ? stay.end.user : []
    })
    const named = idsOf(members)
    this.#expect('converged', canonical(named) === canonical(there.sort()), () => {
      return `${room}: the members are ${named.join(', ')}; there are ${there.join(', ')}`
    })
  }

  #checkAcknowledged({ attempt, outcome, message }: Operation): void {
    if (attempt.type !== 'message' || outcome !== 'acknowledged') return
    const stored = this.#finalRoom(attempt.room).messages.filter(({ id }) => id === attempt.id)
    const [only] = stored
    const isOnce = stored.length === 1 && only?.seq === message?.seq
    this.#expect('acknowledged once', isOnce && only?.user.id === attempt.user, () => {
      const found = stored.map(({ seq, user }) => `${seq} by ${user.id}`).join(', ') || 'nowhere'
      return `${attempt.room}: ${attempt.id} by ${attempt.user}, acknowledged as ${message?.seq}, is ${found}`
    })
  }

  /** What was acknowledged last holds, unless something of unknown outcome came after it. */
  #checkEffect(place: string, operations: Operation[]): void {
    const [first] = operations
    if (!first) return
    const { room, id } = first.attempt
    const stored = this.#finalRoom(room).messages.find((message) => message.id === id)
    if (!stored) return
    const say = (what: string) => () => `${place}: ${what}; it is ${canonical(stored)}`

    const deletions = operations.filter(({ attempt }) => attempt.type === 'delete')
    if (deletions.some(isAcknowledged))
      this.#expect('in effect', stored.deleted === true, say('deleted, but there'))
    if (stored.deleted) {
      this.#expect('nothing invented', deletions.length > 0, say('deleted by nobody'))
      return
    }

    const texts = operations.flatMap((operation) => {
      const { attempt } = operation
      return 'text' in attempt ? { text: attempt.text, operation } : []
    })
    const last = texts.findLast(({ operation }) => isAcknowledged(operation))
    const possible = texts.filter((each) => each === last || !isAcknowledged(each.operation))
    this.#expect(
      'in effect',
      possible.some(({ text }) => text === stored.text),
      say(`expected one of ${possible.map(({ text }) => `"${text}"`).join(', ')}`),
    )

    const reactions = operations.filter(({ attempt }) => attempt.type === 'react')
    const byWhom = Map.groupBy(reactions, ({ attempt }) => {
      return attempt.type === 'react' ? `${attempt.user} ${attempt.emoji}` : ''
    })
    for (const each of byWhom.values()) {
      const attempt = each.at(-1)?.attempt
      if (attempt?.type !== 'react' || !each.every(isAcknowledged)) continue
      const isOn = stored.reactions?.[attempt.emoji]?.includes(attempt.user) ?? false
      this.#expect('in effect', isOn === attempt.on, say(`${attempt.user} ${attempt.emoji}`))
    }
  }

  #checkOrder({ client, room, start, events }: Stay): void {
    let expected: number | undefined
    let at = ''
    for (const event of events) {
      const isNext = expected === undefined ? event.seq <= start.seq + 1 : event.seq === expected
      this.#expect('in order, without a hole', isNext, () => {
        return `${client} in ${room}: ${event.seq} came where ${expected ?? start.seq + 1} was due`
      })
      this.#expect(
        'time goes on',
        event.at >= at,
        () => `${client} in ${room}: ${event.at} < ${at}`,
      )
      expected = event.seq + 1
      at = event.at
    }
  }

  #checkOrigin({ client, room, start, events }: Stay): void {
    for (const message of start.messages) this.#checkMessageOrigin(room, message, client)
    for (const event of events) {
      if (event.type === 'message') this.#checkMessageOrigin(room, event.message, client)
      else if (event.type !== 'settings' && event.type !== 'hide' && event.type !== 'clear') {
        const { id, user } = event
        const known = this.#attempts.get(`${room} ${id}`) ?? []
        const isAsked = known.some(({ attempt }) => {
          return attempt.user === user.id && isAskedFor(event, attempt, this.#isDeleted(room, id))
        })
        this.#expect('nothing invented', isAsked, () => `${client} saw ${canonical(event)}`)
      }
    }
  }

  #checkMessageOrigin(room: string, message: Message, where: string): void {
    const known = this.#attempts.get(`${room} ${message.id}`) ?? []
    const isSent = known.some(({ attempt }) => {
      return attempt.type === 'message' && attempt.user === message.user.id
    })
    const isWritten =
      (message.deleted === true && message.text === '') ||
      known.some(({ attempt }) => 'text' in attempt && attempt.text === message.text)
    this.#expect('nothing invented', isSent && isWritten, () => {
      return `${where}, ${room}: ${canonical(message)}`
    })
  }

  #isDeleted(room: string, id: string): boolean {
    return this.#finalRoom(room).messages.some((message) => message.id === id && message.deleted)
  }

  #checkEnd({ client, room, start, events, end }: Stay): void {
    if (!end) return
    const final = this.#finalRoom(room)
    const seen = Math.max(events.at(-1)?.seq ?? 0, start.seq)
    const who = `${client} in ${room}`
    this.#expect('in order, without a hole', seen === final.seq && end.seq === final.seq, () => {
      return `${who}: came to ${seen}, says ${end.seq}, and the room is at ${final.seq}`
    })
    const from = end.messages[0]?.seq ?? Infinity
    const expected = final.messages.filter(({ seq }) => seq >= from)
    const isSame = canonical(end.messages) === canonical(expected)
    this.#expect('converged', isSame, () => `${who}: ${firstDifference(end.messages, expected)}`)
    this.#expect('converged', end.pending === 0, () => `${who}: ${end.pending} still wait`)
    const isSameCrowd = canonical(idsOf(end.members)) === canonical(idsOf(final.members))
    this.#expect('converged', isSameCrowd, () => {
      return `${who}: sees ${idsOf(end.members).join(', ')}; there are ${idsOf(final.members).join(', ')}`
    })
  }

  /** One seq of a room is one event, whoever saw it. Of what was deleted since, the text is gone for some. */
  #checkAgreement(): void {
    const byPlace = new Map<string, string>()
    for (const { client, room, events } of this.#history.stays) {
      for (const event of events) {
        const place = `${room} ${event.seq}`
        const seen = canonical(this.#withoutDeleted(room, event))
        const before = byPlace.get(place)
        byPlace.set(place, before ?? seen)
        if (before === undefined) continue
        this.#expect('the same for all', before === seen, () => {
          return `${place}: ${client} saw ${seen}, somebody else ${before}`
        })
      }
    }
  }

  #withoutDeleted(room: string, event: RoomEvent): unknown {
    const id = event.type === 'message' ? event.message.id : 'id' in event ? event.id : undefined
    if (id === undefined || !this.#isDeleted(room, id)) return event
    const { seq, at, type } = event
    return { seq, at, type, id }
  }
}

function placeOf({ room, id }: Attempt): string {
  return `${room} ${id}`
}

function idsOf(users: readonly { id: string }[]): string[] {
  return users.map(({ id }) => id).sort()
}

function isAcknowledged({ outcome }: Operation): boolean {
  return outcome === 'acknowledged'
}

function isAskedFor(event: RoomEvent, attempt: Attempt, isDeleted: boolean): boolean {
  if (event.type === 'edit')
    return attempt.type === 'edit' && (attempt.text === event.text || (isDeleted && !event.text))
  if (event.type === 'reaction')
    return attempt.type === 'react' && attempt.emoji === event.emoji && attempt.on === event.on
  return event.type === 'delete' && attempt.type === 'delete'
}

function firstDifference(actual: readonly Message[], expected: readonly Message[]): string {
  const at = expected.findIndex((each, index) => canonical(each) !== canonical(actual[index]))
  const place = at === -1 ? expected.length : at
  return `has ${canonical(actual[place])} where ${canonical(expected[place])} is`
}
