/** Which way each arrow goes on the screen, whatever the direction of writing. */
const WAYS: Partial<Record<string, { x: number; y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
}

/** Moves the focus among the buttons of `box` by arrows, Home and End, as they lie on the screen. */
export function moveFocus(event: KeyboardEvent, box: HTMLElement): void {
  const buttons = [...box.querySelectorAll('button')]
  const from = buttons.find((each) => each === event.target)
  if (!from) return
  const way = WAYS[event.key]
  const next = way
    ? findNext(from, buttons, way)
    : event.key === 'Home'
      ? buttons[0]
      : event.key === 'End'
        ? buttons.at(-1)
        : undefined
  if (way || next) event.preventDefault()
  next?.focus()
}

function findNext(from: Element, buttons: HTMLElement[], way: { x: number; y: number }) {
  const start = centreOf(from)
  let best: { button: HTMLElement; distance: number } | undefined
  for (const button of buttons) {
    const centre = centreOf(button)
    const [x, y] = [centre.x - start.x, centre.y - start.y]
    const along = x * way.x + y * way.y
    const across = Math.abs(x * way.y + y * way.x)
    // Sideways within the line; up and down to what is nearest in the next one.
    if (along < 1 || (way.y === 0 && across > start.height / 2)) continue
    const distance = along * 1_000 + across
    if (!best || distance < best.distance) best = { button, distance }
  }
  return best?.button
}

function centreOf(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2, height }
}
