/** Whether the Escape that was pressed last did something in a room. */
let isEscapeUsed = false

/** Keys typed in it are not the page's shortcuts; Tab, and an Escape that does nothing there, are the page's too. */
export function keepShortcutsQuiet(root: ShadowRoot): void {
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, keepIn)
}

function keepIn(event: Event): void {
  const key = event instanceof KeyboardEvent ? event.key : ''
  if (event.type === 'keydown') isEscapeUsed = event.defaultPrevented
  const isThePages = key === 'Tab' || (key === 'Escape' && !isEscapeUsed)
  if (!isThePages) event.stopPropagation()
}
