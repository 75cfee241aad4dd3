// For JSX of React 19: `import '@chat/widget/react'`. Types alone; the module is empty.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { ChatRoomElement } from '../chat-room-element.js'
import type { ChatLauncherElement } from '../launcher/chat-launcher-element.js'
import type {
  ChatLauncherEvents,
  ChatLauncherProps,
  ChatRoomEvents,
  ChatRoomProps,
  Handlers,
} from './element-props.js'

type ElementAttributes<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where React has it
  namespace JSX {
    interface IntrinsicElements {
      'chat-room': ElementAttributes<ChatRoomElement> &
        ChatRoomProps &
        Handlers<ChatRoomEvents, 'on'>
      'chat-launcher': ElementAttributes<ChatLauncherElement> &
        ChatLauncherProps &
        Handlers<ChatLauncherEvents, 'on'>
    }
  }
}
