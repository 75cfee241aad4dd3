import { ChatRoomElement } from './chat-room-element.js'
// For the types of its events.
import './events.js'
import { rememberScriptAddress } from './server-origin.js'

declare global {
  interface HTMLElementTagNameMap {
    'chat-room': ChatRoomElement
  }
}

rememberScriptAddress(import.meta.url)

// The script may be on the page already, in this copy or another.
if (typeof customElements !== 'undefined' && !customElements.get('chat-room')) {
  customElements.define('chat-room', ChatRoomElement)
}
