import type { Message, User } from '@chat/protocol'
import { ruleOf } from './keep-rule.js'
import type {
  DueRequest,
  DueRoom,
  Keeping,
  NamedRoom,
  Portion,
  Stretch,
  Traces,
} from './keeping.js'
import type { MemoryRoom } from './memory-room.js'

/** Over rooms in memory, all of them in one portion. */
export class MemoryKeeping implements Keeping {
  readonly #rooms: ReadonlyMap<string, MemoryRoom>

  constructor(rooms: ReadonlyMap<string, MemoryRoom>) {
    this.#rooms = rooms
  }

  async due({ rule, now, after, rooms, step }: DueRequest) {
    const due: DueRoom[] = []
    const names = this.#namesAfter(after).slice(0, rooms)
    for (const name of names) {
      const room = this.#rooms.get(name)
      const { maxAgeS, maxMessages } = ruleOf(rule, room?.settings ?? {})
      const messages = this.#messages(name)
      const kept = messages.filter(({ deleted }) => !deleted)
      const surplus = kept.at(-1 - maxMessages)?.seq ?? 0
      const gone = messages
        .slice(0, step)
        .filter(({ at, seq }) => Date.parse(at) < now - maxAgeS * 1_000 || seq <= surplus)
      const upTo = gone.at(-1)?.seq
      if (upTo !== undefined) due.push({ room: name, upTo, isMore: gone.length === step })
    }
    const last = names.length === rooms ? names.at(-1) : undefined
    return { due, ...(last !== undefined && { next: last }) }
  }

  async messagesAfter(name: string, after: number, limit: number): Promise<Message[]> {
    return this.#messages(name)
      .filter(({ seq }) => seq > after)
      .slice(0, limit)
  }

  async count(): Promise<number> {
    return [...this.#rooms.values()].reduce((sum, { seq }) => sum + seq, 0)
  }

  async traces(userId: string): Promise<Traces> {
    const traces: Traces = { messages: [], reactions: [] }
    for (const room of this.#rooms.keys()) {
      for (const message of this.#messages(room).filter(({ deleted }) => !deleted)) {
        if (message.user.id === userId) traces.messages.push({ room, message })
        for (const [emoji, users] of Object.entries(message.reactions ?? {})) {
          if (users.includes(userId)) traces.reactions.push({ room, id: message.id, emoji })
        }
      }
    }
    return traces
  }

  async countOf({ room, userId, after, upTo, limit }: Stretch) {
    const found = this.#messages(room)
      .filter(({ seq, user, deleted }) => {
        return seq > after && seq <= upTo && user.id === userId && !deleted
      })
      .slice(0, limit)
    const last = found.length === limit ? found.at(-1)?.seq : undefined
    return { count: found.length, upTo: last ?? upTo }
  }

  async rename(
    user: Pick<User, 'id' | 'name'>,
    _portion: Portion,
    before?: (rooms: NamedRoom[]) => Promise<void>,
  ): Promise<{ next?: string }> {
    const named = [...this.#rooms.keys()].flatMap((room): NamedRoom | [] => {
      const theirs = this.#messages(room).filter((message) => {
        return message.user.id === user.id && message.user.name !== user.name
      })
      const [first, last] = [theirs[0]?.seq, theirs.at(-1)?.seq]
      return first === undefined || last === undefined ? [] : { room, first, last }
    })
    if (named.length > 0) await before?.(named)
    for (const room of this.#rooms.values()) room.rename(user)
    return {}
  }

  /** Those that are not cleared, in order. */
  #messages(name: string): Message[] {
    return this.#rooms.get(name)?.page(Infinity, Infinity).messages ?? []
  }

  /** As databases order names: by their UTF-8. */
  #namesAfter(after: string): string[] {
    const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
    return [...this.#rooms.keys()].filter((name) => compare(name, after) > 0).sort(compare)
  }
}
