import type { Locale } from './locale.js'

const inSeconds = (seconds: number) => (seconds > 0 ? ` in ${seconds} s` : '')

export const en: Locale = {
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  newMessages: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  latest: 'Go to the latest message',
  typing: ([first, second, ...others]) => {
    if (first === undefined) return ''
    if (second === undefined) return `${first} is typing…`
    if (others.length === 0) return `${first} and ${second} are typing…`
    return 'Several people are typing…'
  },
  charactersLeft: (count) =>
    count >= 0 ? `${count} characters left` : `${-count} characters too many`,
  replyTo: (name) => `Reply to ${name}`,
  sayOf: (name, text) => `${name}: ${text}`,
  messages: 'Messages',
  composer: 'Message',
  placeholder: 'Write a message',
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  editing: 'Editing your message',
  edited: 'edited',
  deleted: 'Message deleted',
  pending: 'Sending',
  sent: 'Sent',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Discard',
  more: 'Message options',
  edit: 'Edit',
  delete: 'Delete',
  deleteForAll: 'Delete for everyone',
  you: 'You',
  changeName: 'Change your name',
  yourName: 'Your name',
  loading: 'Opening the room…',
  loadingOlder: 'Loading older messages…',
  empty: 'No messages yet',
  emptyHint: 'Say hello.',
  readOnly: 'This room is read-only.',
  offline: 'You are offline. What you write is sent when you are back.',
  reconnecting: 'Reconnecting… What you write is sent when the connection is back.',
  unreachable: 'The chat cannot be reached right now. It keeps trying.',
  tryNow: 'Try now',
  tryAgain: 'Try again',
  noServer: 'The chat does not know its server: the “server” attribute is missing or wrong.',
  noRoom: 'The chat does not know its room: the “room” attribute is missing.',
  errors: {
    invalid_payload: () => 'The server did not take this.',
    invalid_room: () => 'This is not a valid room name.',
    room_full: () => 'The room is full.',
    rate_limited: (seconds) => `You are sending too fast; it goes out${inSeconds(seconds)}.`,
    too_long: () => 'This is too long.',
    forbidden: () => 'You may not do this.',
    banned: () => 'You are banned from this room.',
    muted: (seconds) => `You are muted${seconds > 0 ? `; try again${inSeconds(seconds)}` : ''}.`,
    read_only: () => 'The room is read-only.',
    not_found: () => 'The message is gone.',
    unavailable: () => 'The server cannot do this right now; it is tried again.',
    unsupported_protocol: () =>
      'This chat and its server are of different versions. Reload the page.',
  },
}
