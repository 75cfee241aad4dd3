import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { TcpFlow } from './tcp-flow.ts'

/** One connection through a proxy. */
export class TcpLink {
  readonly #client: Socket
  readonly #server: Socket
  readonly #fromServer: TcpFlow
  readonly #flows: TcpFlow[]
  #isSilent = false

  constructor(client: Socket, server: Socket) {
    this.#client = client
    this.#server = server
    this.#fromServer = new TcpFlow(server, client)
    this.#flows = [new TcpFlow(client, server), this.#fromServer]
    client.on('close', () => this.#isSilent || server.destroy())
    server.on('close', () => this.#isSilent || client.destroy())
  }

  /** Ends it as a router does that has forgotten it: at once and for both sides, with a reset. */
  reset(): void {
    this.#client.resetAndDestroy()
    this.#server.resetAndDestroy()
  }

  /** Ends it in good order, in the middle of whatever was being said. */
  end(): void {
    this.#client.destroy()
    this.#server.destroy()
  }

  /** Half-open: stays established, and delivers nothing any more; not even that the other side has gone. */
  silence(): void {
    this.#isSilent = true
    for (const flow of this.#flows) flow.swallow()
  }

  /** The client stops reading: what the server writes piles up. */
  stall(): void {
    this.#fromServer.stall()
  }

  /** The client reads again. */
  resume(): void {
    this.#fromServer.resume()
  }

  /** Every byte takes this much longer, milliseconds; 0 ends that. */
  delay(ms: number): void {
    for (const flow of this.#flows) flow.delayMs = ms
  }

  /** No more bytes a second than these, each way; Infinity ends that. */
  throttle(bytesPerSecond: number): void {
    for (const flow of this.#flows) flow.bytesPerSecond = bytesPerSecond
  }
}

/** A TCP proxy between a client and a server, that can break each connection by itself. */
export class TcpProxy {
  readonly #server: Server
  readonly #links = new Set<TcpLink>()
  readonly #sockets = new Set<Socket>()
  #targetPort: number
  readonly #localAddress: string
  #isRefusing = false

  private constructor(targetPort: number, localAddress: string) {
    this.#targetPort = targetPort
    this.#localAddress = localAddress
    this.#server = createServer((client) => this.#forward(client))
  }

  /** Listens on a free port of the loopback address; the server sees `localAddress`, another one of 127.0.0.0/8. */
  static async start(targetPort: number, localAddress = '127.0.0.1'): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort, localAddress)
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
  get links(): TcpLink[] {
    return [...this.#links]
  }

  /** Whatever comes is reset at once until {@link restore}; what there is stays. */
  refuse(): void {
    this.#isRefusing = true
  }

  /** Cuts everything that there is, and whatever comes until {@link restore}. */
  cut(): void {
    this.refuse()
    for (const link of this.#links) link.reset()
  }

  /** Takes new connections again: to where they went before, or to another server from now on. */
  restore(targetPort = this.#targetPort): void {
    this.#targetPort = targetPort
    this.#isRefusing = false
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #forward(client: Socket): void {
    if (this.#isRefusing) {
      client.on('error', () => {})
      client.resetAndDestroy()
      return
    }
    const server = connect({
      port: this.#targetPort,
      host: '127.0.0.1',
      localAddress: this.#localAddress,
    })
    const link = new TcpLink(client, server)
    this.#links.add(link)
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
      this.#sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        this.#sockets.delete(socket)
        this.#links.delete(link)
      })
    }
  }
}
