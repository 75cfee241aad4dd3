/**
 * Every way in which a request can fail, with a sentence for people. Codes are API: add, never rename.
 */
export const ErrorCode = {
  invalid_payload: 'The request is malformed.',
  invalid_room:
    'A room name is 1–64 letters, digits or any of . _ : ~ - and starts with a letter or digit.',
  not_joined: 'Join the room first.',
  room_full: 'The room is full.',
  rate_limited: 'Too many requests; try again later.',
  too_long: 'The text is too long.',
  forbidden: 'You may not do this.',
  banned: 'You are banned.',
  muted: 'You are muted.',
  held: 'The message waits until a moderator has seen it.',
  refused: 'The message was not accepted.',
  identity_required: 'Only people whom the site knows may enter.',
  password_required: 'The room has a password.',
  challenge_required: 'The server asks for a proof of work first.',
  read_only: 'The room is read-only.',
  not_found: 'There is no such message.',
  conflict: 'Another message has this id.',
  unavailable: 'The server cannot do this right now; try again.',
  unsupported_protocol: 'The server speaks another version of the protocol.',
  shutting_down: 'The server is shutting down; reconnect.',
} as const

export type ErrorCode = keyof typeof ErrorCode

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ErrorCode, value)
}
