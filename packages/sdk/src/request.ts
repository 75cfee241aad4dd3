import { ChatError, type AnswerOf, type Payload, type RequestName } from '@chat/protocol'
import type { Connection } from './connection.js'
import { toChatError } from './failure.js'
import { readAnswer } from './received.js'

/** Asks the server; rejects with its refusal, or with `unavailable` where there is no connection or no answer. */
export type SendRequest = <N extends RequestName>(
  name: N,
  payload: Payload<N>,
) => Promise<AnswerOf<N>>

/** One request over one connection. Silence for `timeoutMs` means that the link is dead, so it ends the connection. */
export function request<N extends RequestName>(
  connection: Connection,
  name: N,
  payload: Payload<N>,
  timeoutMs: number,
): Promise<AnswerOf<N>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      connection.end(new ChatError('unavailable', `No answer to ${name} in ${timeoutMs} ms.`))
    }, timeoutMs)
    const forget = connection.onEnd((error) => {
      clearTimeout(timer)
      reject(error)
    })
    connection.emit(name, payload, (answer) => {
      clearTimeout(timer)
      forget()
      try {
        resolve(readAnswer(name, answer))
      } catch (error) {
        reject(toChatError(error))
      }
    })
  })
}
