import type { Action, Message, RoomEvent, User } from '@chat/protocol'

/** What each hook is told. */
export type HookPayloads = {
  /** Somebody connects. `isNew`: under an identity that was made just now. */
  onConnect: { user: User; isNew: boolean }
  /** Somebody enters a room, or comes back to it. */
  onJoin: { room: string; user: User }
  /** A message is about to enter a room, or gets another text (`isEdit`); moderators' too. */
  onMessage: {
    room: string
    id: string
    user: User
    text: string
    replyTo?: string
    isEdit: boolean
  }
  /** Something is in a room's log, durably. */
  onEvent: { room: string; event: RoomEvent }
  /** Somebody has left a room, or was lost for longer than the grace period. */
  onLeave: { room: string; user: User }
  /** A message was reported; `count` people have by now. */
  onReport: { room: string; message: Message; by: User; reason: string; count: number }
  /** A moderator, or the server by itself, has done something. */
  onModerate: { room: string; action: Action; by: User; reason?: string }
}

/** What a hook may answer with; nothing lets it pass. `refuse` and `hold` are sentences: for the person, for moderators. */
export type HookAnswers = {
  onConnect: { refuse: string }
  onJoin: { refuse: string }
  onMessage: { text: string } | { hold: string } | { refuse: string }
}

export type HookName = keyof HookPayloads
/** Hooks that decide: whoever asks waits for them. */
export type DecidingHook = keyof HookAnswers
/** Hooks that are only told. */
export type ToldHook = Exclude<HookName, DecidingHook>

type HookResult<N extends HookName> = N extends DecidingHook
  ? HookAnswers[N] | undefined | void
  : unknown

/** Code of the host's own at these moments, awaited. */
export type Hooks = {
  [N in HookName]?: (payload: HookPayloads[N]) => HookResult<N> | Promise<HookResult<N>>
}

export type HookOptions = {
  /** How long a hook may take, ms. Default 2,000. */
  timeoutMs?: number
  /**
   * What becomes of a connection, a join or a message whose hook fails or takes too long: `refuse` (default) answers
   * `unavailable`, so that clients try again and nothing gets past; `allow` lets it pass.
   */
  onFailure?: 'refuse' | 'allow'
}
