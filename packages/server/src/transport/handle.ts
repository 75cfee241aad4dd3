import {
  ChatError,
  createRequestSchemas,
  isChatError,
  isErrorCode,
  type AnswerOf,
  type ErrorBody,
  type Payload,
  type RequestName,
  type RequestSchemas,
} from '@chat/protocol'
import { safeParse } from 'valibot'
import type { Connection } from './connection.js'
import type { RequestHandler } from './request-handler.js'
import { requestHandlers } from './request-handlers.js'
import type { Services } from './services.js'

/** Requests of one connection that may be under way at once. */
const MAX_UNDER_WAY = 1_000

type Respond = (answer: { ok: boolean }) => void

export type HandleOptions = {
  services: Services
  /** Told of failures that are the server's fault; the client gets `unavailable`. */
  onError: (error: unknown) => void
}

/** The one path of all requests: validate → count → joined? → run → answer. */
export class RequestPath {
  readonly #services: Services
  readonly #schemas: RequestSchemas
  readonly #onError: (error: unknown) => void

  constructor({ services, onError }: HandleOptions) {
    this.#services = services
    this.#schemas = createRequestSchemas(services.limits)
    this.#onError = onError
  }

  /** Answers the requests of a connection from now on. */
  serve(connection: Connection): void {
    let underWay = 0
    let lastAdmission = Promise.resolve()

    connection.socket.onAny((name: string, ...received: unknown[]) => {
      if (!isRequestName(name)) return
      this.#services.metrics.requested(name)
      const acknowledge = received.at(-1)
      const respond: Respond = isFunction(acknowledge) ? acknowledge : () => {}
      if (underWay >= MAX_UNDER_WAY) {
        const busy = new ChatError('rate_limited', 'Too many requests at once; wait for answers.', {
          retryAfter: 1_000,
        })
        respond(this.#refuse(busy))
        return
      }
      const admit = () => this.#admit(name, received[0], connection)
      // Requests are admitted one after the other, so that each starts in the order in which it came.
      const admission = underWay === 0 ? admit() : lastAdmission.then(admit)
      // Without its result: a connection would keep its latest answer for as long as it lasts.
      lastAdmission = admission.then(forget, forget)
      underWay += 1
      void this.#answer(admission, (answer) => {
        underWay -= 1
        respond(answer)
      })
    })
  }

  async #answer(admission: Promise<{ answer: Promise<object> }>, respond: Respond): Promise<void> {
    let answer
    try {
      answer = { ok: true, ...(await (await admission).answer) }
    } catch (error) {
      answer = this.#refuse(this.#asChatError(error))
    }
    respond(answer)
  }

  // The answer comes wrapped: admission ends when the request has started, not when it is answered.
  async #admit<N extends RequestName>(
    name: N,
    received: unknown,
    connection: Connection,
  ): Promise<{ answer: Promise<AnswerOf<N>> }> {
    const payload = this.#parse(name, received)
    const handler: RequestHandler<N> = requestHandlers[name]
    if (handler.rate) await this.#services.rateLimit.consume(handler.rate, connection.user.id)
    if (handler.needsRoom && 'room' in payload && !connection.rooms.has(payload.room)) {
      throw new ChatError('not_joined')
    }
    if (handler.isWriting && 'room' in payload) this.#mustBeAllowed(payload.room, connection)
    if (!handler.startsLate) return { answer: handler.run(payload, connection, this.#services) }
    let onStart = () => {}
    const started = new Promise<void>((resolve) => (onStart = resolve))
    const answer = handler.run(payload, connection, this.#services, onStart)
    await Promise.race([started, answer])
    return { answer }
  }

  #mustBeAllowed(room: string, connection: Connection): void {
    const { sanctions } = this.#services
    if (connection.roleIn(room)) return
    sanctions.mustNotBeBanned(connection.person, room)
    sanctions.mustNotBeMuted(connection.person, room)
  }

  #parse<N extends RequestName>(name: N, received: unknown): Payload<N> {
    const result = safeParse(this.#schemas[name], received)
    if (result.success) return result.output
    const [issue] = result.issues
    // A schema names the error code in its message where there is a more telling one than invalid_payload.
    if (isErrorCode(issue.message)) throw new ChatError(issue.message)
    const key = issue.path?.map((item) => String(item.key)).join('.')
    throw new ChatError(
      'invalid_payload',
      key ? `${name}: ${key} is not valid.` : `${name}: malformed.`,
    )
  }

  #refuse(error: ChatError): { ok: false; error: ErrorBody } {
    this.#services.metrics.requestRefused(error.code)
    return { ok: false, error: error.toBody() }
  }

  #asChatError(error: unknown): ChatError {
    if (isChatError(error)) return error
    this.#onError(error)
    return new ChatError('unavailable')
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestHandlers, name)
}

function isFunction(value: unknown): value is Respond {
  return typeof value === 'function'
}

function forget(): void {}
