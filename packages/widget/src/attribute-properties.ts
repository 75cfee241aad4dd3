import { parseTheme, type Theme } from './attributes.js'

// Importing this where there is no document, as server-side rendering does, must do no harm.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/** The attributes of a room as properties. */
export class AttributeProperties extends Base {
  /** Name of the room. */
  get room(): string {
    return this.getAttribute('room') ?? ''
  }

  set room(value: string) {
    this.setAttribute('room', value)
  }

  /** Address of the server. Default: the origin that the script came from. */
  get server(): string {
    return this.getAttribute('server') ?? ''
  }

  set server(value: string) {
    this.setAttribute('server', value)
  }

  /** Display name for a visitor who is new; later changes rename. */
  get name(): string {
    return this.getAttribute('name') ?? ''
  }

  set name(value: string) {
    this.setAttribute('name', value)
  }

  /** `light`, `dark`, or `auto`: the visitor's system decides. */
  get theme(): Theme {
    return parseTheme(this.getAttribute('theme'))
  }

  set theme(value: Theme) {
    this.setAttribute('theme', value)
  }
}
