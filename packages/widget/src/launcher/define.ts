// For the types of its events.
import '../events.js'
import { rememberScriptAddress } from '../server-origin.js'
import { ChatLauncherElement } from './chat-launcher-element.js'

declare global {
  interface HTMLElementTagNameMap {
    'chat-launcher': ChatLauncherElement
  }
}

rememberScriptAddress(import.meta.url)

if (typeof customElements !== 'undefined' && !customElements.get('chat-launcher')) {
  customElements.define('chat-launcher', ChatLauncherElement)
}
