import {
  isKnownRoomEvent,
  type Answer,
  type AnswerOf,
  type ErrorBody,
  type Handshake,
  type Payload,
  type Push,
  type PushName,
  type RequestName,
  type RoomEvent,
} from '@chat/protocol'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { onTestFinished } from 'vitest'

type Pushed = { [N in PushName]: Push<N>[] }

/** One connection to a server, with the bare protocol and none of the SDK's patience. */
export class Visitor {
  readonly socket: Socket
  /** Everything pushed, in the order in which it came. */
  readonly pushed: Pushed = {
    session: [],
    events: [],
    presence: [],
    typing: [],
    notice: [],
    moderation: [],
  }
  /** Why the server refused, where it did. */
  refusal: ErrorBody | undefined
  isClosed = false

  private constructor(url: string, auth: object, options: Partial<ManagerOptions & SocketOptions>) {
    this.socket = io(url, {
      auth: { ...auth },
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...options,
    })
    for (const name of Object.keys(this.pushed) as PushName[]) {
      const pushes: unknown[] = this.pushed[name]
      this.socket.on(name, (push: unknown) => pushes.push(push))
    }
    this.socket.on('disconnect', () => (this.isClosed = true))
    onTestFinished(() => {
      this.socket.disconnect()
    })
  }

  /** Resolves when there is a session, or the server has refused. */
  static async arrive(
    url: string,
    auth: Handshake | object = {},
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<Visitor> {
    const visitor = new Visitor(url, auth, options)
    await new Promise<void>((resolve) => {
      visitor.socket.once('session', () => resolve())
      visitor.socket.once('connect_error', (error: Error & { data?: ErrorBody }) => {
        visitor.refusal = error.data ?? { code: 'unavailable', message: error.message }
        resolve()
      })
    })
    return visitor
  }

  get session(): Push<'session'> {
    const [session] = this.pushed.session
    if (!session) throw new Error(`There is no session: ${JSON.stringify(this.refusal)}`)
    return session
  }

  /** Events of a room that were pushed, one after the other. */
  events(room: string): RoomEvent[] {
    return this.pushed.events
      .filter((push) => push.room === room)
      .flatMap(({ events }) => events)
      .filter(isKnownRoomEvent)
  }

  texts(room: string): string[] {
    return this.events(room).flatMap((event) =>
      event.type === 'message' ? event.message.text : [],
    )
  }

  /** The answer, whatever it is, to whatever is asked. Throws where none comes. */
  ask(name: string, ...payload: unknown[]): Promise<Answer<object>> {
    return this.socket.timeout(30_000).emitWithAck(name, ...payload) as Promise<Answer<object>>
  }

  /** What is answered. Throws where the server refuses. */
  async request<N extends RequestName>(name: N, payload: Payload<N>): Promise<AnswerOf<N>> {
    const answer = await this.ask(name, payload)
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}, ${answer.error.message}`)
    return answer
  }

  /** Code of the error that this is refused with; `ok` where it is not. */
  async codeOf(name: string, ...payload: unknown[]): Promise<string> {
    const answer = await this.ask(name, ...payload)
    return answer.ok ? 'ok' : answer.error.code
  }

  leave(): void {
    this.socket.disconnect()
  }
}
