import { parseTheme, type Theme } from './attributes.js'
import { reflectAttributes } from './reflect-attributes.js'

// Importing this where there is no document, as server-side rendering does, must do no harm.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/** The attributes of a room as properties. */
export class AttributeProperties extends Base {
  /** Name of the room. */
  declare room: string
  /** Origin of the server. Default: the one that the script came from. */
  declare server: string
  /** Display name for a visitor who is new; later changes rename. */
  declare name: string

  /** `light`, `dark`, or `auto`: the visitor's system decides. */
  get theme(): Theme {
    return parseTheme(this.getAttribute('theme'))
  }

  set theme(value: Theme | null | undefined) {
    if (value) this.setAttribute('theme', value)
    else this.removeAttribute('theme')
  }
}

reflectAttributes(AttributeProperties, ['room', 'server', 'name'])
