import type {
  ChatError,
  ClientStatus,
  Message,
  PendingMessage,
  RoomSnapshot,
  User,
  You,
} from '@chat/sdk'
import { isSameDay } from './time-text.js'
import type { UnreadNews } from './unread.js'

/** Messages of one author within this time stand together, ms. */
const GROUP_MS = 5 * 60_000

export type MessageRow = {
  type: 'message'
  key: string
  message: Message
  /** Id of the visitor. */
  me: string | undefined
  isFirstOfGroup: boolean
  /** The message that this one answers, where it is loaded. */
  repliedTo: Message | undefined
}
export type PendingRow = {
  type: 'pending'
  key: string
  pending: PendingMessage
  isFirstOfGroup: boolean
  repliedTo: Message | undefined
  /** Whether it waits here, for a connection, and can be taken back. */
  canDiscard: boolean
}
type DayRow = { type: 'day'; key: string; at: string }
/** What follows is new to the visitor. */
type UnreadRow = { type: 'unread'; key: string }
export type Row = MessageRow | PendingRow | DayRow | UnreadRow

export type RoomView = {
  phase: 'loading' | 'ready' | 'refused'
  /** Why the room is refused, or the connection closed for good. */
  problem: ChatError | undefined
  rows: Row[]
  /** Whether there is something above the first row, loaded or not. */
  hasMoreAbove: boolean
  /** Whether there are messages below the last row. */
  hasMoreBelow: boolean
  memberCount: number
  unreadCount: number
  typing: readonly User[]
  isReadOnly: boolean
  /** What the visitor may do here, where it is not what everybody may. */
  you: You
}

export type ViewSource = {
  snapshot: RoomSnapshot
  status: ClientStatus
  user: User | undefined
  /** Why the connection is closed for good, or the room was refused that is asked once more. */
  closedBy: ChatError | undefined
  /** What other tabs of the visitor are about to send. */
  unsentElsewhere: readonly PendingMessage[]
  /** The messages to draw, which follow each other. */
  shown: readonly Message[]
  unread: UnreadNews
}

/** What is shown of a room. Pure. */
export function createRoomView(source: ViewSource): RoomView {
  const { snapshot, user, closedBy, shown } = source
  const { messages, hasOlder, members, typing, settings, you } = snapshot
  const pending = withElsewhere(snapshot, source.unsentElsewhere)
  const hasMoreBelow = messages.at(-1) !== shown.at(-1)
  const problem = snapshot.error ?? closedBy
  const isNew = snapshot.status === 'idle' || snapshot.status === 'joining'
  // What the visitor wrote meanwhile is shown whether the room is there yet or not.
  const isEmpty = snapshot.seq === 0 && pending.length === 0
  return {
    phase: problem ? 'refused' : isNew && isEmpty ? 'loading' : 'ready',
    problem,
    // What is on its way stands behind the latest.
    rows: createRows(shown, hasMoreBelow ? [] : pending, source),
    hasMoreAbove: hasOlder || messages[0] !== shown[0],
    hasMoreBelow,
    memberCount: members.count,
    unreadCount: source.unread.count,
    typing,
    isReadOnly: settings.readOnly && !(you.role ?? user?.role),
    you,
  }
}

function withElsewhere(
  { messages, pending }: RoomSnapshot,
  elsewhere: readonly PendingMessage[],
): readonly PendingMessage[] {
  if (elsewhere.length === 0) return pending
  const known = new Set([...messages, ...pending].map(({ id }) => id))
  return [...pending, ...elsewhere.filter(({ id }) => !known.has(id))]
}

function createRows(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  { snapshot, status, user, unread }: ViewSource,
): Row[] {
  const rows: Row[] = []
  // Most answers are to something recent.
  const find = (replyTo: string | undefined) =>
    replyTo === undefined ? undefined : snapshot.messages.findLast(({ id }) => id === replyTo)
  let previous: Message | undefined
  for (const message of messages) {
    if (!previous || !isSameDay(previous.at, message.at)) {
      rows.push({ type: 'day', key: `day ${message.id}`, at: message.at })
      previous = undefined
    }
    if (message.seq === unread.from) {
      rows.push({ type: 'unread', key: 'unread' })
      previous = undefined
    }
    rows.push({
      type: 'message',
      key: message.id,
      message,
      me: user?.id,
      isFirstOfGroup: !isContinuation(previous, message),
      repliedTo: find(message.replyTo),
    })
    previous = message
  }
  pending.forEach((entry, index) => {
    const isFirstOfGroup = index === 0 && previous?.user.id !== user?.id
    const isWaiting = entry.state === 'queued' && status !== 'connected'
    const canDiscard = isWaiting && snapshot.pending.includes(entry)
    rows.push({
      type: 'pending',
      key: entry.id,
      pending: entry,
      isFirstOfGroup,
      repliedTo: find(entry.replyTo),
      canDiscard,
    })
  })
  return rows
}

function isContinuation(previous: Message | undefined, message: Message): boolean {
  return (
    previous?.user.id === message.user.id &&
    previous.user.name === message.user.name &&
    Date.parse(message.at) - Date.parse(previous.at) < GROUP_MS
  )
}
