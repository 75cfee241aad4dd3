import type { Message, User, You } from '@chat/sdk'
import type { Desk } from './desk.ts'
import type { Step } from './step.ts'

/** A state of the widget: what the server says, and what the visitor then does. */
export type Scene = {
  title: string
  /** Default: `<chat-room room="Garden">`. */
  markup?: string
  messages?: Message[]
  members?: User[]
  /** Where there are more members than are listed. */
  memberCount?: number
  isReadOnly?: boolean
  typing?: User[]
  /** What comes once the visitor is in the room; its seqs go on from `messages`. */
  later?: Message[]
  /** Code of the answer to `join`, or all of it. */
  joinRefusal?: string | { code: string; message?: string; retryAfter?: number; reason?: string }
  /** What the visitor may do, where it is not what everybody may. */
  you?: You
  /** What a moderator finds. */
  desk?: Desk
  /** Code of the answer to everything that is written. */
  refusal?: { code: string; message: string; retryAfter?: number }
  /** `silent`: what is written is never answered. `refused`: there is no server. `lost`: it goes away after the join. */
  connection?: 'silent' | 'refused' | 'lost'
  steps?: Step[]
}
