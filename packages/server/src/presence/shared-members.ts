import type { User } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { BUS_KEY } from '../bus/bus.js'
import type { RedisLink } from '../bus/redis-link.js'
import { within } from '../bus/within.js'
import type { LiveRoom } from './presence.js'
import { BEAT, CHANGE_MEMBER, END, READ_MEMBERS } from './redis-presence-scripts.js'

const LIVE_ROOMS = '{chat}:rooms'
const PROCESSES = '{chat}:processes'
const DEAD_PROCESSES = '{chat}:processes:dead'
/** How many members of a dead process are taken out at a time. */
const REMOVE_COUNT = 500
const TIMEOUT_MS = 1_000

/** As the script has it. */
type MemberChange = { room: string; id: string; user: string; by: string }

/** Who is in which room, as Redis has it for all processes. Everything here rejects where Redis does not answer. */
export class SharedMembers {
  readonly #link: RedisLink
  readonly #silenceMs: number
  /** Whose doing a change is, whatever the process is called meanwhile. */
  readonly #by = randomUUID()
  #process = randomUUID()
  /** Names that this process had, and that Redis may still know. */
  readonly #former = new Set<string>()

  constructor(link: RedisLink, silenceMs: number) {
    this.#link = link
    this.#silenceMs = silenceMs
  }

  /** The user is in the room on this process. False where the room has `max` members already. */
  async enter(room: string, user: User, max?: number): Promise<boolean> {
    const change = { room, id: user.id, user: JSON.stringify(user), by: this.#by }
    return (await this.#change(this.#process, change, max)) !== -1
  }

  /** The user has been in the room: it is said again, for Redis may have lost it. */
  async enterAgain(room: string, user: User): Promise<void> {
    await this.#change(this.#process, { room, id: user.id, user: JSON.stringify(user), by: '' })
  }

  async leave(room: string, userId: string): Promise<void> {
    await this.#change(this.#process, { room, id: userId, user: '', by: this.#by })
  }

  /** Whether a change that is told of was made here. */
  isOurs(by: string | undefined): boolean {
    return by === this.#by
  }

  async members(room: string, limit: number): Promise<{ count: number; list: User[] }> {
    const answer = await this.#link.run(READ_MEMBERS, [membersKey(room)], [limit])
    const [count, found] = answer as [number, string[]]
    return { count, list: found.map(userOf) }
  }

  count(room: string): Promise<number> {
    return within(TIMEOUT_MS, this.#link.commands.hLen(membersKey(room)))
  }

  async liveRooms(limit: number): Promise<LiveRoom[]> {
    // Scored by less than nothing: most members first, and by name among those with as many.
    const range = this.#link.commands.zRangeWithScores(LIVE_ROOMS, 0, limit - 1)
    const found = await within(TIMEOUT_MS, range)
    return found.map(({ value, score }) => ({ name: value, members: -score }))
  }

  /** Says that this process lives. Tells whether that was known, and which processes have died. */
  async beat(): Promise<{ isKnown: boolean; dead: string[] }> {
    const keys = [PROCESSES, DEAD_PROCESSES]
    const answer = await this.#link.run(BEAT, keys, [this.#process, this.#silenceMs])
    const [known, dead] = answer as [number, string[]]
    return { isKnown: known === 1, dead }
  }

  /** From now on this process has another name. */
  renew(): void {
    this.#former.add(this.#process)
    this.#process = randomUUID()
  }

  /** These processes have no members any more. Harmless where another process does the same. */
  async remove(processes: readonly string[]): Promise<void> {
    for (const process of processes) await this.#remove(process)
  }

  /** What was said under names before, and not again since, holds no more. */
  async removeFormer(): Promise<void> {
    await this.remove([...this.#former])
  }

  /** This process ends; its members stay for so long. */
  async end(graceMs: number): Promise<void> {
    await this.#link.run(END, [PROCESSES], [this.#process, graceMs, this.#silenceMs])
  }

  async #remove(process: string): Promise<void> {
    const { commands } = this.#link
    // Whoever has left this process meanwhile was told of then.
    const by = this.#former.has(process) ? '' : this.#by
    for (;;) {
      const read = commands.sRandMemberCount(entriesKey(process), REMOVE_COUNT)
      const entries = await within(TIMEOUT_MS, read)
      if (entries.length === 0) break
      await Promise.all(
        entries.map((entry) => {
          const end = entry.indexOf(' ')
          const [room, id] = [entry.slice(0, end), entry.slice(end + 1)]
          return this.#change(process, { room, id, user: '', by })
        }),
      )
    }
    await within(TIMEOUT_MS, commands.zRem(PROCESSES, process))
    await within(TIMEOUT_MS, commands.sRem(DEAD_PROCESSES, process))
    this.#former.delete(process)
  }

  async #change(process: string, { room, id, user, by }: MemberChange, max = 0): Promise<number> {
    const keys = [membersKey(room), LIVE_ROOMS, entriesKey(process), BUS_KEY]
    return (await this.#link.run(CHANGE_MEMBER, keys, [process, room, id, user, max, by])) as number
  }
}

function membersKey(room: string): string {
  return `{chat}:members:${room}`
}

function entriesKey(process: string): string {
  return `{chat}:process:${process}`
}

function userOf(member: string): User {
  return JSON.parse(member.slice(member.indexOf(' ') + 1)) as User
}
