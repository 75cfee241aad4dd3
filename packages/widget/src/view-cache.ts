import type { MessageWindow } from './message-window.js'
import { createRoomView, type RoomView, type ViewSource } from './view-state.js'

/** What is shown of a room: the same object until something of it is another, so that the list can tell. */
export class ViewCache {
  #source: ViewSource | undefined
  #view: RoomView | undefined

  get(fresh: ViewSource): RoomView {
    const before = this.#source
    const source = { ...fresh, shown: keepIfSame(before?.shown, fresh.shown) }
    if (!this.#view || !before || !isSame(before, source)) {
      this.#view = createRoomView(source)
      this.#source = source
    }
    return this.#view
  }

  /** Whether more was shown last than the window keeps. */
  isLong(window: MessageWindow): boolean {
    return window.isLong(this.#source?.shown ?? [])
  }

  /** What was shown last, with the messages alone that the window keeps. */
  shorten(window: MessageWindow): RoomView | undefined {
    return this.#source && this.get({ ...this.#source, shown: window.trim(this.#source.shown) })
  }
}

function keepIfSame<Item>(before: readonly Item[] = [], fresh: readonly Item[]): readonly Item[] {
  return before.length === fresh.length && isSame(before, fresh) ? before : fresh
}

function isSame<Source extends object>(a: Source, b: Source): boolean {
  return Object.keys(a).every((key) => a[key as keyof Source] === b[key as keyof Source])
}
