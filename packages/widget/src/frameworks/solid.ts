// For JSX of Solid: `import '@chat/widget/solid'`. Types alone; the module is empty.
import type { JSX } from 'solid-js'
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
type ElementAttributes<Element> = JSX.HTMLAttributes<Element>

declare module 'solid-js' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where Solid has it
  namespace JSX {
    interface IntrinsicElements {
      'chat-room': ElementAttributes<ChatRoomElement> &
        ChatRoomProps &
        Handlers<ChatRoomEvents, 'on:'>
      'chat-launcher': ElementAttributes<ChatLauncherElement> &
        ChatLauncherProps &
        Handlers<ChatLauncherEvents, 'on:'>
    }
  }
}
