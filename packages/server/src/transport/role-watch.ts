import type { BotKeys } from '../identity/bot-keys.js'
import type { Grant } from '../identity/grant.js'
import type { ModeratorLinks } from '../identity/moderator-links.js'
import type { Presence } from '../presence/presence.js'
import type { Connection } from './connection.js'
import type { Connections } from './connections.js'
import type { Enforcement } from './enforcement.js'

/** How often it is looked for roles that have ended, ms. */
const INTERVAL_MS = 5_000

export type RoleWatchOptions = {
  connections: Connections
  links: Pick<ModeratorLinks, 'revoked'>
  botKeys: Pick<BotKeys, 'revoked'>
  presence: Presence
  enforcement: Pick<Enforcement, 'catchUp'>
  onError: (error: unknown) => void
}

/** Takes roles away from those who are connected here when they end: a link by its time or revoked, an identity by its time; and closes the connections of bots whose key was revoked. */
export class RoleWatch {
  readonly #options: RoleWatchOptions
  readonly #timer: NodeJS.Timeout

  constructor(options: RoleWatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => {
      this.check().catch(options.onError)
    }, INTERVAL_MS)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Looks now. Rejects where the store fails. */
  async check(): Promise<void> {
    const { connections, links, botKeys } = this.#options
    const now = Date.now()
    // What ends by its time ends also where the store does not answer.
    await this.#end(({ until }) => until <= now)
    const isAnyByLink = [...connections].some(({ socket }) =>
      socket.data.grants.some(({ link }) => link),
    )
    if (isAnyByLink) {
      const revoked = await links.revoked()
      await this.#end(({ link }) => link !== undefined && revoked.has(link))
    }
    const bots = [...connections].filter(({ socket }) => socket.data.bot !== undefined)
    const noBots = bots.length > 0 ? await botKeys.revoked() : new Set()
    for (const { socket } of bots) if (noBots.has(socket.data.bot ?? '')) socket.conn.close()
  }

  async #end(hasEnded: (grant: Grant) => boolean): Promise<void> {
    for (const connection of this.#options.connections) {
      const ended = connection.socket.data.grants.filter(hasEnded)
      // Whoever has a fresh identity comes back with it at once.
      if (ended.some(({ link }) => link === undefined)) connection.socket.conn.close()
      else if (ended.length > 0) await this.#takeAway(connection, ended)
    }
  }

  async #takeAway(connection: Connection, ended: readonly Grant[]): Promise<void> {
    const { presence, enforcement } = this.#options
    const { socket, rooms } = connection
    socket.data.grants = socket.data.grants.filter((grant) => !ended.includes(grant))
    for (const room of rooms) {
      const hadRole = ended.some((grant) => grant.rooms === '*' || grant.rooms.includes(room))
      if (!hadRole || connection.roleIn(room)) continue
      const message = 'Your moderator link has ended: you no longer moderate this room.'
      socket.emit('notice', { code: 'role_ended', message, room })
      if (enforcement.catchUp(connection, room)) continue
      await presence.join(room, connection.id, connection.userIn(room))
    }
  }
}
