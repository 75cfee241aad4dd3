import type { RoomSettings } from '@chat/protocol'

/** How long messages are kept. What is absent has no bound. */
export type KeepRule = {
  /** Messages older than this, in seconds, go. */
  maxAgeS?: number
  /** All but this many of the latest go. */
  maxMessages?: number
}

/** What holds in a room: a room may keep less than the server does, never more. */
export function ruleOf(
  server: KeepRule,
  { maxAgeS, maxMessages }: Pick<RoomSettings, 'maxAgeS' | 'maxMessages'>,
): Required<KeepRule> {
  return {
    maxAgeS: Math.min(server.maxAgeS ?? Infinity, maxAgeS ?? Infinity),
    maxMessages: Math.min(server.maxMessages ?? Infinity, maxMessages ?? Infinity),
  }
}
