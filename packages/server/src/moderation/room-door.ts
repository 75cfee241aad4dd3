import { ChatError, type Role, type RoomSettings } from '@chat/protocol'
import type { Person } from './person.js'
import type { RoomPasswords } from './room-passwords.js'
import type { Sanctions } from './sanctions.js'

export type RoomDoorOptions = {
  sanctions: Sanctions
  passwords: RoomPasswords
  settingsOf: (room: string) => Promise<RoomSettings>
}

/** Who knocks, and what they say. */
export type Entrance = {
  person: Person
  role: Role | undefined
  password: string | undefined
}

/** Decides who may enter a room. Moderators and hosts always may. */
export class RoomDoor {
  readonly #options: RoomDoorOptions

  constructor(options: RoomDoorOptions) {
    this.#options = options
  }

  /** @throws ChatError `banned`, `password_required` */
  async mayEnter(room: string, { person, role, password }: Entrance): Promise<void> {
    if (role) return
    const { sanctions, passwords, settingsOf } = this.#options
    sanctions.mustNotBeBanned(person, room)
    const settings = await settingsOf(room)
    if (!settings.passwordRequired) return
    if (password === undefined) throw new ChatError('password_required')
    if (!(await passwords.isRight(room, password))) {
      throw new ChatError('password_required', 'The password is not the right one.')
    }
  }
}
