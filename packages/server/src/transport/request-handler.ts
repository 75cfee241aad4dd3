import type { AnswerOf, Payload, RequestName } from '@chat/protocol'
import type { RateLimitKind } from '../rate-limit/rate-limit.js'
import type { Connection } from './connection.js'
import type { Services } from './services.js'

/** One request of the protocol: what it counts as, whether its room must be joined, and what it does. */
export type RequestHandler<N extends RequestName> = {
  rate?: RateLimitKind
  needsRoom: boolean
  /** Whether somebody who is muted may not do it. */
  isWriting?: true
  /** Whether the connection's next request waits until this one has called `onStart`, or has failed. */
  startsLate?: true
  run(
    payload: Payload<N>,
    connection: Connection,
    services: Services,
    onStart?: () => void,
  ): Promise<AnswerOf<N>>
}

export type RequestHandlers = { readonly [N in RequestName]: RequestHandler<N> }
