import type { ErrorCode } from '@chat/protocol'

const STATUS: Record<ErrorCode, number> = {
  invalid_payload: 400,
  invalid_room: 400,
  not_joined: 409,
  room_full: 409,
  rate_limited: 429,
  too_long: 400,
  forbidden: 403,
  banned: 403,
  muted: 403,
  held: 409,
  refused: 403,
  identity_required: 403,
  password_required: 403,
  challenge_required: 403,
  read_only: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  unsupported_protocol: 400,
  shutting_down: 503,
}

/** The HTTP status that says the same. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code]
}
