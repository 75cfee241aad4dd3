import { ChatError, createRequestSchemas } from '@chat/protocol'
import type { IncomingMessage } from 'node:http'
import type { AdminSessions } from '../identity/admin-sessions.js'
import { Traffic } from '../metrics/traffic.js'
import type { Settings } from '../options.js'
import { ClientAddress } from '../transport/client-address.js'
import type { ApiServices } from './api/api-services.js'

type Begun = Omit<ApiServices, 'schemas' | 'sessions' | 'traffic'> & {
  /** Undefined: there is no admin key. */
  adminSessions: AdminSessions | undefined
}

/** What stands behind `/api` and `/admin`. The routes are there before what they work with is. */
export class Administration {
  readonly traffic = new Traffic()
  readonly #settings: Settings
  readonly #clientAddress: ClientAddress
  #services: ApiServices | undefined

  constructor(settings: Settings) {
    this.#settings = settings
    const { trustedProxies } = settings
    // Of proxies that are not trusted the sockets warn.
    this.#clientAddress = new ClientAddress({ trustedProxies, onUntrustedForward() {} })
  }

  /** Without a key nothing of it is to be had. */
  get isOpen(): boolean {
    return this.#settings.adminKey !== undefined
  }

  /** Serves from now on. */
  begin({ adminSessions: sessions, ...services }: Begun): void {
    services.presence.onChange((change) => this.traffic.changed(change))
    if (!sessions) return
    this.#services = {
      ...services,
      schemas: createRequestSchemas(services.limits),
      sessions,
      traffic: this.traffic,
    }
  }

  /** @throws ChatError `unavailable` while the server starts */
  get services(): ApiServices {
    if (!this.#services) throw new ChatError('unavailable', 'The server is starting.')
    return this.#services
  }

  /** From where a request comes, for what is counted by address. */
  addressOf(request: IncomingMessage): string {
    return this.#clientAddress.of(request)
  }

  noteWrongKey(): void {
    this.#settings.logger.warn('somebody has asked for /api or /admin without a key that is good')
  }

  readonly onError = (error: unknown): void => {
    this.#settings.logger.error({ err: error }, 'HTTP request failed')
  }
}
