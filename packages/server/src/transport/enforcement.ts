import type { ChatError } from '@chat/protocol'
import { concerns } from '../moderation/active-sanctions.js'
import type { SanctionRecord } from '../moderation/sanction-rows.js'
import type { Sanctions } from '../moderation/sanctions.js'
import type { Presence } from '../presence/presence.js'
import type { Connection } from './connection.js'
import type { Connections } from './connections.js'

export type EnforcementOptions = {
  connections: Connections
  sanctions: () => Sanctions
  presence: Presence
  onError: (error: unknown) => void
}

/** Time for the last notice to leave before a banned connection is closed, ms. */
const GOODBYE_MS = 1_000

/** Makes a mute or a ban felt by those who are connected here when it begins, and when it is lifted. */
export class Enforcement {
  readonly #options: EnforcementOptions

  constructor(options: EnforcementOptions) {
    this.#options = options
  }

  begin(sanction: SanctionRecord): void {
    const { connections } = this.#options
    const sanctions = this.#options.sanctions()
    const refusal = sanctions.refusal(sanction)
    for (const connection of connections) {
      const isMeant = sanctions.isAbout(sanction, connection.person)
      if (!isMeant || isExempt(connection, sanction.room)) continue
      if (sanction.type === 'mute') this.#tell(connection, sanction, refusal)
      else this.#putOut(connection, sanction, refusal)
    }
  }

  /** What was imposed on somebody whom a role exempted in a room, until now. Whether they were put out of it. */
  catchUp(connection: Connection, room: string): boolean {
    const sanctions = this.#options.sanctions()
    const mute = sanctions.holding('mute', connection.person, room)
    if (mute) this.#tell(connection, mute, sanctions.refusal(mute))
    const ban = sanctions.holding('ban', connection.person, room)
    if (ban) this.#putOut(connection, ban, sanctions.refusal(ban))
    return ban !== undefined
  }

  lift(sanction: SanctionRecord): void {
    const { type, room } = sanction
    if (type !== 'mute') return
    const { connections, sanctions } = this.#options
    for (const { socket, person } of connections) {
      const isMutedStill = room !== undefined && sanctions().muteOf(person, room)
      if (isMutedStill || !concerns(sanction, person)) continue
      socket.emit('notice', {
        code: 'unmuted',
        message: 'You may write again.',
        ...(room !== undefined && { room }),
      })
    }
  }

  #putOut(connection: Connection, sanction: SanctionRecord, refusal: ChatError): void {
    const { presence, onError } = this.#options
    this.#tell(connection, sanction, refusal)
    const { room } = sanction
    if (room === undefined) {
      const { conn } = connection.socket
      setTimeout(() => conn.close(), GOODBYE_MS).unref()
    }
    for (const name of room === undefined ? [...connection.rooms] : [room]) {
      connection.exit(name).catch(onError)
      presence.leave(name, connection.id).catch(onError)
    }
  }

  #tell({ socket }: Connection, { room }: SanctionRecord, refusal: ChatError): void {
    const { code, message, retryAfter, reason } = refusal
    socket.emit('notice', {
      code,
      message,
      ...(room !== undefined && { room }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(reason !== undefined && { reason }),
    })
  }
}

/** Moderators and hosts are not bound by what others of them impose. */
function isExempt(connection: Connection, room: string | undefined): boolean {
  return room === undefined ? connection.isEverywhere : connection.roleIn(room) !== undefined
}
