import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** One connection through the proxy. */
export type Link = {
  /** Ends it as a closed lid does not: at once and for both sides, with a reset. */
  reset(): void
  /** Half-open: stays established, and delivers nothing any more, in neither direction. */
  silence(): void
}

/** A TCP proxy between a client and a server, that can break each connection by itself. */
export class TcpProxy {
  readonly #server: Server
  readonly #links = new Set<Link>()
  readonly #sockets = new Set<Socket>()
  #targetPort: number
  #isRefusing = false

  private constructor(targetPort: number) {
    this.#targetPort = targetPort
    this.#server = createServer((client) => this.#forward(client))
  }

  /** Listens on a free port of the loopback address. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The connections there are now. */
  get links(): Link[] {
    return [...this.#links]
  }

  set targetPort(port: number) {
    this.#targetPort = port
  }

  /** Cuts everything that there is, and whatever comes until {@link restore}. */
  cut(): void {
    this.#isRefusing = true
    for (const link of this.#links) link.reset()
  }

  /** Takes new connections again. */
  restore(): void {
    this.#isRefusing = false
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #forward(client: Socket): void {
    if (this.#isRefusing) {
      client.resetAndDestroy()
      return
    }
    const server = connect(this.#targetPort, '127.0.0.1')
    const link: Link = {
      reset: () => {
        client.resetAndDestroy()
        server.resetAndDestroy()
      },
      silence: () => {
        for (const socket of [client, server]) {
          socket.removeAllListeners('data')
          // Goes on reading, so that neither side feels a full buffer.
          socket.on('data', () => {})
        }
      },
    }
    this.#links.add(link)
    pipe(client, server)
    pipe(server, client)
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        this.#links.delete(link)
        client.destroy()
        server.destroy()
      })
    }
  }
}

function pipe(from: Socket, to: Socket): void {
  from.on('data', (bytes: Buffer) => {
    if (!to.write(bytes)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  })
}
