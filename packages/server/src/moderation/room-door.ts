import { ChatError, type Role, type RoomSettings, type User } from '@chat/protocol'
import type { RateLimit } from '../rate-limit/rate-limit.js'
import type { Person } from './person.js'
import type { RoomPasswords } from './room-passwords.js'
import type { Sanctions } from './sanctions.js'

export type RoomDoorOptions = {
  sanctions: Sanctions
  passwords: RoomPasswords
  settingsOf: (room: string) => Promise<RoomSettings>
  rateLimit: RateLimit
  /** The host's own word. @throws ChatError where they may not enter */
  onJoin: (room: string, user: User) => Promise<void>
  /** Most members of any room. Default: no bound. */
  maxMembers?: number
}

/** Who knocks, and what they say. */
export type Entrance = {
  person: Person
  role: Role | undefined
  /** Whether the host site has signed an identity for them. */
  isIdentified: boolean
  password: string | undefined
}

/** Decides who may enter a room. Moderators and hosts always may. */
export class RoomDoor {
  readonly #options: RoomDoorOptions

  constructor(options: RoomDoorOptions) {
    this.#options = options
  }

  /**
   * Answers with the most members that the room may have once they are in it.
   *
   * @throws ChatError `banned`, `forbidden`, `identity_required`, `password_required`, `rate_limited`, and what a hook says
   */
  async mayEnter(room: string, entrance: Entrance): Promise<number> {
    const { person, role } = entrance
    const mostMembers = role ? Infinity : await this.#mayVisit(room, entrance)
    await this.#options.onJoin(room, role ? { ...person.user, role } : person.user)
    return mostMembers
  }

  async #mayVisit(room: string, entrance: Entrance): Promise<number> {
    const { person, isIdentified, password } = entrance
    const { sanctions, settingsOf, maxMembers = Infinity } = this.#options
    sanctions.mustNotBeBanned(person, room)
    if (person.isBot && !isIdentified) {
      throw new ChatError('forbidden', 'The key of this bot is for other rooms.')
    }
    const settings = await settingsOf(room)
    if (settings.identityRequired && !isIdentified) throw new ChatError('identity_required')
    if (settings.passwordRequired) await this.#mustKnowPassword(room, person, password)
    return Math.min(settings.maxMembers ?? Infinity, maxMembers)
  }

  /** Each try counts beforehand, so that many at once are no way to guess more; a right one is taken back. */
  async #mustKnowPassword(room: string, person: Person, password?: string): Promise<void> {
    const { passwords, rateLimit } = this.#options
    if (password === undefined) throw new ChatError('password_required')
    const guessers = [person.user.id, ...person.marks.slice(0, 1)]
    for (const guesser of guessers) await rateLimit.consume('password', guesser)
    if (!(await passwords.isRight(room, password))) {
      throw new ChatError('password_required', 'The password is not the right one.')
    }
    for (const guesser of guessers) await rateLimit.giveBack('password', guesser)
  }
}
