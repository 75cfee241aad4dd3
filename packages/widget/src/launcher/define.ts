import { rememberScriptAddress } from '../server-origin.js'
import { ChatLauncherElement } from './chat-launcher-element.js'

rememberScriptAddress(import.meta.url)

if (typeof customElements !== 'undefined' && !customElements.get('chat-launcher')) {
  customElements.define('chat-launcher', ChatLauncherElement)
}
