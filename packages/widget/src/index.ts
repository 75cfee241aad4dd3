export { ChatRoomElement } from './chat-room-element.js'
export {
  ChatErrorEvent,
  ChatMessageEvent,
  ChatReadyEvent,
  ChatStatusEvent,
  type ChatRoomEventMap,
} from './events.js'
export type { Theme } from './attributes.js'
