import type { Words } from './parts/words.js'
import type { RoomControllerOptions } from './room-controller.js'

export type RoomScreenOptions = Omit<RoomControllerOptions, 'onChange' | 'onSay'> & {
  root: ShadowRoot
  words: Words
  /** How much came that the visitor has not looked at is another number. */
  onUnread: (count: number) => void
}
