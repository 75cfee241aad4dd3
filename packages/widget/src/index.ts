export { ChatRoomElement } from './chat-room-element.js'
export { ChatLauncherElement } from './launcher/chat-launcher-element.js'
export { ChatErrorEvent, ChatMessageEvent, ChatReadyEvent, ChatStatusEvent } from './events.js'
export type { Theme } from './attributes.js'
