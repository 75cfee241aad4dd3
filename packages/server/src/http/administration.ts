import { ChatError, createRequestSchemas } from '@chat/protocol'
import type { IncomingMessage } from 'node:http'
import { AdminSessions } from '../identity/admin-sessions.js'
import { Traffic } from '../metrics/traffic.js'
import type { Settings } from '../options.js'
import { ClientAddress } from '../transport/client-address.js'
import type { ApiServices } from './api/api-services.js'

type Begun = Omit<ApiServices, 'schemas' | 'sessions' | 'traffic'> & {
  /** Signs sessions; the server's signing secret. */
  secret: Uint8Array
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
  begin({ secret, ...services }: Begun): void {
    services.presence.onChange((change) => this.traffic.changed(change))
    const { adminKey } = this.#settings
    if (adminKey === undefined) return
    this.#services = {
      ...services,
      schemas: createRequestSchemas(services.limits),
      sessions: new AdminSessions({ secret, adminKey }),
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
