import type { Answer } from './answer.js'
import type { Pushes, PushName } from './pushes.js'
import type { AnswerOf, Payload, RequestName } from './requests.js'

/** Socket.IO map, client → server. */
export type ClientToServerEvents = {
  [N in RequestName]: (
    payload: Payload<N>,
    acknowledge?: (answer: Answer<AnswerOf<N>>) => void,
  ) => void
}

/** Socket.IO map, server → client. */
export type ServerToClientEvents = { [N in PushName]: (push: Pushes[N]) => void }
