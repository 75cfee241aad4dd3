// For the templates of Vue 3: `import '@chat/widget/vue'`. Types alone; the module is empty.
import type { HTMLAttributes } from 'vue'
import type {
  ChatLauncherEvents,
  ChatLauncherProps,
  ChatRoomEvents,
  ChatRoomProps,
} from './element-props.js'

type UnionToIntersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer Intersection,
) => void
  ? Intersection
  : never

/** What a component that emits these events would have: the checker finds the handlers by it. */
type Emit<Events> = UnionToIntersection<
  { [Name in keyof Events]: (name: Name, event: Events[Name]) => void }[keyof Events]
>

type CustomElement<Props, Events> = new () => {
  $props: HTMLAttributes & Props
  $emit: Emit<Events>
}

declare module 'vue' {
  interface GlobalComponents {
    'chat-room': CustomElement<ChatRoomProps, ChatRoomEvents>
    'chat-launcher': CustomElement<ChatLauncherProps, ChatLauncherEvents>
  }
}
