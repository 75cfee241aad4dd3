import type { ChatRoomElement } from '../chat-room-element.js'
import type {
  ChatErrorEvent,
  ChatMessageEvent,
  ChatReadyEvent,
  ChatStatusEvent,
  ChatUnreadEvent,
} from '../events.js'
import type { ChatLauncherElement } from '../launcher/chat-launcher-element.js'

type Optional<Element, Name extends keyof Element> = { [Key in Name]?: Element[Key] | undefined }

/** What a template may set on `<chat-room>` beside what every element has. */
export type ChatRoomProps = { room: string } & Optional<
  ChatRoomElement,
  'server' | 'name' | 'theme' | 'strings' | 'draft' | 'replyTo'
>

/** What a template may set on `<chat-launcher>` beside what every element has. */
export type ChatLauncherProps = { room: string } & Optional<
  ChatLauncherElement,
  'server' | 'name' | 'theme' | 'strings' | 'label' | 'position'
>

/** The events of `<chat-room>` by name. */
export type ChatRoomEvents = {
  'chat-ready': ChatReadyEvent
  'chat-message': ChatMessageEvent
  'chat-error': ChatErrorEvent
  'chat-status': ChatStatusEvent
  'chat-unread': ChatUnreadEvent
  'chat-words': Event
}

/** The events of `<chat-launcher>` by name: its own, and those of its room. */
export type ChatLauncherEvents = Omit<ChatRoomEvents, 'chat-words'> & { 'chat-toggle': Event }

/** A handler for each event, its name behind a prefix: `onchat-message`. */
export type Handlers<Events, Prefix extends string> = {
  [Name in keyof Events & string as `${Prefix}${Name}`]?:
    ((event: Events[Name]) => void) | undefined
}
