import {
  answerGuards,
  ChatError,
  isErrorBody,
  isErrorCode,
  pushGuards,
  type AnswerOf,
  type Push,
  type PushName,
  type RequestName,
} from '@chat/protocol'

/** What the server pushed, or undefined where it is malformed. */
export function readPush<N extends PushName>(name: N, value: unknown): Push<N> | undefined {
  const isPush = pushGuards[name]
  return isPush(value) ? value : undefined
}

/** What the server answered. Throws its refusal, or `unavailable` where the answer is malformed. */
export function readAnswer<N extends RequestName>(name: N, answer: unknown): AnswerOf<N> {
  const isAnswer = answerGuards[name]
  if (isOk(answer) && isAnswer(answer)) return answer
  throw readRefusal((Object(answer) as { error?: unknown }).error)
}

/** A failure as the server states it; `unavailable` where it states none. */
export function readRefusal(body: unknown, cause?: unknown): ChatError {
  if (!isErrorBody(body)) {
    return new ChatError('unavailable', undefined, { cause: cause ?? body })
  }
  const { code, message, retryAfter } = body
  // A newer server's code: definite, unless the server itself speaks of another time.
  const unknown = retryAfter === undefined ? 'forbidden' : 'unavailable'
  return new ChatError(isErrorCode(code) ? code : unknown, message, body)
}

function isOk(answer: unknown): answer is { ok: true } {
  return (Object(answer) as { ok?: unknown }).ok === true
}
