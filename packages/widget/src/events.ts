import type { ChatError, ClientStatus, Message, User } from '@chat/sdk'

const init: EventInit = { bubbles: true, composed: true }

/** The room is joined and its latest messages are shown. */
export class ChatReadyEvent extends Event {
  readonly room: string
  readonly user: User

  constructor(room: string, user: User) {
    super('chat-ready', init)
    this.room = room
    this.user = user
  }
}

/** A message came into the room: each once, in order, own ones too; not the history. */
export class ChatMessageEvent extends Event {
  readonly message: Message

  constructor(message: Message) {
    super('chat-message', init)
    this.message = message
  }
}

/** Something that the visitor or the page asked for failed. `error.code` says why. */
export class ChatErrorEvent extends Event {
  readonly error: ChatError

  constructor(error: ChatError) {
    super('chat-error', init)
    this.error = error
  }
}

/** The connection to the server changed. */
export class ChatStatusEvent extends Event {
  readonly status: ClientStatus

  constructor(status: ClientStatus) {
    super('chat-status', init)
    this.status = status
  }
}

/** How many messages of others came that the visitor has not looked at is another number. */
export class ChatUnreadEvent extends Event {
  readonly count: number

  constructor(count: number) {
    super('chat-unread', init)
    this.count = count
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'chat-ready': ChatReadyEvent
    'chat-message': ChatMessageEvent
    'chat-error': ChatErrorEvent
    'chat-status': ChatStatusEvent
    'chat-unread': ChatUnreadEvent
    'chat-words': Event
    'chat-toggle': Event
  }
}
