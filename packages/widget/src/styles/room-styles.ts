import { composer } from './composer.js'
import { message } from './message.js'
import { room } from './room.js'
import { text } from './text.js'
import { tokens } from './tokens.js'

let sheet: CSSStyleSheet | undefined

/** One constructed sheet for all elements: no style element, so the strictest Content-Security-Policy has no say. */
export function roomStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(tokens + room + message + text + composer)
  }
  return sheet
}
