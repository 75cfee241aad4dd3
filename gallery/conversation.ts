import type { Message, User } from '@chat/sdk'

type Said = Partial<
  Pick<Message, 'editedAt' | 'deleted' | 'hidden' | 'reactions' | 'replyTo' | 'id'>
>

/** A line of a conversation: who, when (UTC, of the day of the gallery or a day before), what. */
export type Line = [user: User, at: string, text: string, more?: Said]

/** The day that the gallery is fixed to. */
export const TODAY = '2026-11-02'

/** The messages of a room's log, with the seqs after `after` and ids that never change. */
export function createConversation(lines: readonly Line[], after = 0): Message[] {
  return lines.map(([user, at, text, more], index) => {
    const seq = after + index + 1
    const time = at.includes('T') ? at : `${TODAY}T${at}`
    return { id: idOf(seq), seq, at: `${time}:00.000Z`, user, text, ...more }
  })
}

/** The id of the message of that seq. */
export const idOf = (seq: number): string =>
  `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`
