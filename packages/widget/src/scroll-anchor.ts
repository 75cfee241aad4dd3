/** How near to the end counts as being there, CSS pixels. */
const NEAR_PX = 48

/** A row that the reader looks at, and where it is, so that it stays there while others come and go. */
export type ReadingPlace = { element: Element; top: number }

export function isAtEnd(scroller: Element): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX
}

/** Of a reader who is not at the end. */
export function captureReadingPlace(
  scroller: Element,
  rows: Iterable<Element>,
): ReadingPlace | undefined {
  const { top } = scroller.getBoundingClientRect()
  for (const element of rows) {
    const box = element.getBoundingClientRect()
    // Lines between days go with what is loaded above them.
    if (box.bottom > top && element.matches('.row')) return { element, top: box.top }
  }
  return undefined
}

export function restoreReadingPlace(scroller: Element, { element, top }: ReadingPlace): void {
  if (element.isConnected) scroller.scrollTop += element.getBoundingClientRect().top - top
}

export function scrollToEnd(scroller: Element | null): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight
}
