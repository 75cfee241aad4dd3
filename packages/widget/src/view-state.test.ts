import { ChatError, type Message, type PendingMessage, type RoomSnapshot } from '@chat/sdk'
import { expect, test } from 'vitest'
import { createRoomView, type Row, type ViewSource } from './view-state.js'

const ANN = { id: 'ann', name: 'Ann' }
const ZOE = { id: 'zoe', name: 'Zoe' }

/** A message at this minute of a day; messages that are made one after the other have ids and seqs in order. */
function createMessage(seq: number, minute: number, over: Partial<Message> = {}): Message {
  const at = new Date(2026, 10, 12, 12, minute).toISOString()
  return { id: `id-${seq}`, seq, at, user: ZOE, text: `Text ${seq}`, ...over }
}

const PENDING: PendingMessage = {
  id: 'pending',
  text: 'On its way',
  createdAt: '2026-11-12T12:00:00.000Z',
  state: 'queued',
}

function createView(
  messages: Message[] = [],
  snapshot: Partial<RoomSnapshot> = {},
  source: Partial<ViewSource> = {},
) {
  return createRoomView({
    snapshot: {
      status: 'joined',
      messages,
      pending: [],
      members: { count: 2, list: [ANN, ZOE] },
      typing: [],
      you: {},
      settings: { readOnly: false },
      hasOlder: false,
      seq: messages.at(-1)?.seq ?? 0,
      ...snapshot,
    },
    status: 'connected',
    user: ANN,
    closedBy: undefined,
    unsentElsewhere: [],
    shown: messages,
    unread: { count: 0, from: undefined },
    ...source,
  })
}

/** Rows in short: the key, and a star where a group begins. */
const short = (rows: Row[]) =>
  rows.map((row) =>
    row.type === 'day' || row.type === 'unread'
      ? row.type
      : `${row.key}${row.isFirstOfGroup ? '*' : ''}`,
  )

test('messages of one author within five minutes stand together', () => {
  const { rows } = createView([
    createMessage(1, 0),
    createMessage(2, 4),
    createMessage(3, 9),
    createMessage(4, 10, { user: ANN }),
    createMessage(5, 11),
  ])
  expect(short(rows)).toEqual(['day', 'id-1*', 'id-2', 'id-3*', 'id-4*', 'id-5*'])
})

test('somebody who changed their name begins anew, so that the name is seen', () => {
  const { rows } = createView([
    createMessage(1, 0),
    createMessage(2, 1, { user: { ...ZOE, name: 'Zorro' } }),
  ])
  expect(short(rows)).toEqual(['day', 'id-1*', 'id-2*'])
})

test('a day begins with its line, and a new group', () => {
  const { rows } = createView([
    createMessage(1, 0),
    createMessage(2, 11 * 60 + 59),
    createMessage(3, 12 * 60),
  ])
  expect(short(rows)).toEqual(['day', 'id-1*', 'id-2*', 'day', 'id-3*'])
})

test('own messages are known by the id of the user, never by the name', () => {
  const { rows } = createView([
    createMessage(1, 0, { user: ANN }),
    createMessage(2, 1, { user: { id: 'other', name: 'Ann' } }),
  ])
  expect(rows.map((row) => row.type === 'message' && row.message.user.id === row.me)).toEqual([
    false,
    true,
    false,
  ])
})

test('a reply finds the message that it answers, where that is loaded', () => {
  const first = createMessage(1, 0)
  const { rows } = createView([
    first,
    createMessage(2, 1, { replyTo: first.id }),
    createMessage(3, 2, { replyTo: 'long ago' }),
  ])
  const replied = rows.flatMap((row) => (row.type === 'message' ? [row.repliedTo] : []))
  expect(replied).toEqual([undefined, first, undefined])
})

test('a reply finds its message also where that is loaded and not drawn, and so does one on its way', () => {
  const messages = [createMessage(1, 0), createMessage(2, 1, { replyTo: 'id-1' })]
  const pending = [{ ...PENDING, replyTo: 'id-1' }]
  const { rows } = createView(messages, { pending }, { shown: messages.slice(1) })
  const replied = rows.flatMap((row) => ('repliedTo' in row ? [row.repliedTo] : []))
  expect(replied).toEqual([messages[0], messages[0]])
})

test('a line stands before the first message that is new to the visitor, which begins a group', () => {
  const messages = [createMessage(1, 0), createMessage(2, 1), createMessage(3, 2)]
  const view = createView(messages, {}, { unread: { count: 2, from: 2 } })
  expect(short(view.rows)).toEqual(['day', 'id-1*', 'unread', 'id-2*', 'id-3'])
  expect(view.unreadCount).toBe(2)
})

test('unsent messages come last, and go on with the group of their author', () => {
  const second = { ...PENDING, id: 'second' }
  const afterOwn = createView([createMessage(1, 0, { user: ANN })], { pending: [PENDING, second] })
  expect(short(afterOwn.rows)).toEqual(['day', 'id-1*', 'pending', 'second'])
  const afterOther = createView([createMessage(1, 0)], { pending: [PENDING, second] })
  expect(short(afterOther.rows)).toEqual(['day', 'id-1*', 'pending*', 'second'])
})

test('there is more above where older ones are to be loaded, or loaded ones to be drawn', () => {
  const messages = [createMessage(1, 0), createMessage(2, 1)]
  expect(createView(messages).hasMoreAbove).toBe(false)
  expect(createView(messages, { hasOlder: true }).hasMoreAbove).toBe(true)
  expect(createView(messages, {}, { shown: messages.slice(1) }).hasMoreAbove).toBe(true)
})

test('a room is opening until it was joined, or something is written; after that it stays', () => {
  const phase = (snapshot: Partial<RoomSnapshot>) => createView([], snapshot).phase
  expect(phase({ status: 'idle' })).toBe('loading')
  expect(phase({ status: 'joining' })).toBe('loading')
  expect(phase({ status: 'joining', pending: [PENDING] })).toBe('ready')
  expect(phase({ status: 'joined' })).toBe('ready')
  expect(phase({ status: 'recovering' })).toBe('ready')
})

test('a room that refuses says why; so does a connection that ended for good', () => {
  const error = new ChatError('room_full')
  expect(createView([], { status: 'refused', error })).toMatchObject({
    phase: 'refused',
    problem: error,
  })
  const closedBy = new ChatError('unsupported_protocol')
  expect(createView([], {}, { status: 'closed', closedBy })).toMatchObject({
    phase: 'refused',
    problem: closedBy,
  })
})

test('a read-only room is read-only for all but those with a role', () => {
  const settings = { readOnly: true }
  expect(createView([], { settings }).isReadOnly).toBe(true)
  const user = { ...ANN, role: 'moderator' as const }
  expect(createView([], { settings }, { user }).isReadOnly).toBe(false)
})
