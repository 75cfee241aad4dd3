import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddress from 'proxy-addr'

export type ClientAddressOptions = {
  /** Proxies whose `X-Forwarded-For` is believed: addresses, subnets, or `loopback`, `linklocal`, `uniquelocal`. */
  trustedProxies: readonly string[]
  /** Told once, when somebody who is not trusted forwards: a proxy forgotten, or a visitor who lies. */
  onUntrustedForward: () => void
}

/** Tells from where a request comes, for what is counted by address. */
export class ClientAddress {
  readonly #trust: (address: string, hop: number) => boolean
  readonly #onUntrustedForward: () => void
  #hasWarned = false

  constructor({ trustedProxies, onUntrustedForward }: ClientAddressOptions) {
    this.#trust = proxyAddress.compile([...trustedProxies])
    this.#onUntrustedForward = onUntrustedForward
  }

  /** IPv4 as it is, IPv6 as its /64: that much one subscriber has. */
  of(request: IncomingMessage): string {
    const peer = request.socket.remoteAddress ?? ''
    const isForwarded = request.headers['x-forwarded-for'] !== undefined
    if (isForwarded && !this.#hasWarned && !this.#trust(peer, 0)) {
      this.#hasWarned = true
      this.#onUntrustedForward()
    }
    const address = withoutPort(proxyAddress(request, this.#trust))
    return subscriberOf(isIP(address) ? address : peer)
  }
}

/** Some proxies name the port as well, and IPv6 then stands in brackets. */
function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([\da-f:.]+)\](?::\d+)?)$/i.exec(address) ?? []
  return v4 ?? v6 ?? address
}

function subscriberOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  const network = [...groups, ...Array<string>(missing).fill('0'), ...(tail?.split(':') ?? [])]
  return `${network.slice(0, 4).join(':')}::/64`
}
