// For the templates of Svelte 5: `import '@chat/widget/svelte'`. Types alone; the module is empty.
import type { HTMLAttributes } from 'svelte/elements'
import type { ChatRoomElement } from '../chat-room-element.js'
import type { ChatLauncherElement } from '../launcher/chat-launcher-element.js'
import type {
  ChatLauncherEvents,
  ChatLauncherProps,
  ChatRoomEvents,
  ChatRoomProps,
  Handlers,
} from './element-props.js'

// Named here, so that the declarations import what they add to.
type ElementAttributes<Element extends EventTarget> = HTMLAttributes<Element>

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'chat-room': ElementAttributes<ChatRoomElement> & ChatRoomProps & Handlers<ChatRoomEvents, 'on'>
    'chat-launcher': ElementAttributes<ChatLauncherElement> &
      ChatLauncherProps &
      Handlers<ChatLauncherEvents, 'on'>
  }
}
