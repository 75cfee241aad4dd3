export { ChatRoomElement } from './chat-room-element.js'
export { ChatLauncherElement } from './launcher/chat-launcher-element.js'
export {
  ChatErrorEvent,
  ChatMessageEvent,
  ChatReadyEvent,
  ChatStatusEvent,
  ChatUnreadEvent,
} from './events.js'
export type { Theme } from './attributes.js'
export type { ChatStrings } from './locale/locale.js'
