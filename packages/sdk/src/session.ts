import {
  DEFAULT_LIMITS,
  PROTOCOL_VERSION,
  type Challenge,
  type Handshake,
  type Limits,
  type Push,
  type User,
} from '@chat/protocol'
import type { ResolvedOptions } from './options.js'
import { SessionStorage } from './session-storage.js'

/** As many as the server takes. */
const MAX_LINKS = 20

/** Who this client is: the public user and the secret token, from one connection to the next. */
export class Session {
  readonly #options: ResolvedOptions
  readonly #storage: SessionStorage
  #user: User | undefined
  #token: string | undefined
  #limits: Limits = DEFAULT_LIMITS
  readonly #links: Set<string>
  /** Under way, for the next connection alone. */
  #proof: Promise<string | undefined> | undefined
  /** How far this clock is ahead of the server's, ms. Until that is known, the server's is taken to begin at 0. */
  #aheadMs = Date.now()

  constructor(options: ResolvedOptions) {
    this.#links = new Set(options.links)
    this.#options = options
    this.#storage = new SessionStorage(options.storage, options.storageKey)
  }

  get user(): User | undefined {
    return this.#user
  }

  get limits(): Limits {
    return this.#limits
  }

  /**
   * What to present at the next connection. Another tab may have stored a newer token of the same user; a token of
   * another user never changes who we are.
   */
  async makeHandshake(): Promise<Handshake> {
    const { name, identity } = this.#options
    const stored = await this.#storage.load()
    const isOurs = !this.#user || stored?.userId === this.#user.id
    const token = (isOurs ? stored?.token : undefined) ?? this.#token
    const proof = await this.#proof
    this.#proof = undefined
    const signed = typeof identity === 'function' ? await identity() : identity
    return {
      protocol: PROTOCOL_VERSION,
      ...(token !== undefined && { token }),
      ...(name !== undefined && { name }),
      ...(signed !== undefined && { identity: signed }),
      ...(this.#links.size > 0 && { links: [...this.#links].slice(-MAX_LINKS) }),
      ...(proof !== undefined && { proof }),
    }
  }

  /** The server asks for a proof of work: begins with it. Where it cannot be had, the server asks again. */
  prove(challenge: Challenge): void {
    // Most visitors are never asked.
    this.#proof = import('./proof.js').then(({ solve }) => solve(challenge)).catch(() => undefined)
  }

  addLink(token: string): void {
    this.#links.add(token)
  }

  /** What the server's clock shows, ms. */
  serverNow(): number {
    return Date.now() - this.#aheadMs
  }

  accept({ user, token, limits, serverTime }: Push<'session'>): void {
    this.#aheadMs = Date.now() - Date.parse(serverTime)
    this.#limits = { ...DEFAULT_LIMITS, ...limits }
    this.renew(user, token)
  }

  /** The name was changed on another connection, whose token says so. A role that came with it is that of one room. */
  rename({ id, name }: User): void {
    this.#user = { ...this.#user, id, name }
  }

  /** The newest token is the one to keep: the name lives in it. */
  renew(user: User, token: string): void {
    this.#user = user
    this.#token = token
    this.#storage.save({ token, userId: user.id })
  }
}
