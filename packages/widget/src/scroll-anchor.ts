/** How near to the end counts as being there, CSS pixels. */
const NEAR_PX = 48

/** Where the reader is before rows change, so that what they look at stays where it is. */
export type ReadingPlace = { isAtEnd: boolean; anchor?: { element: Element; top: number } }

export function isAtEnd(scroller: Element): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX
}

/** Of a reader who is not at the end. */
export function captureReadingPlace(scroller: Element, rows: Iterable<Element>): ReadingPlace {
  const { top } = scroller.getBoundingClientRect()
  for (const element of rows) {
    const box = element.getBoundingClientRect()
    // Lines between days go with what is loaded above them.
    if (box.bottom > top && element.matches('.row'))
      return { isAtEnd: false, anchor: { element, top: box.top } }
  }
  return { isAtEnd: false }
}

export function restoreReadingPlace(scroller: Element, place: ReadingPlace): void {
  if (place.isAtEnd) scrollToEnd(scroller)
  else if (place.anchor?.element.isConnected) {
    scroller.scrollTop += place.anchor.element.getBoundingClientRect().top - place.anchor.top
  }
}

export function scrollToEnd(scroller: Element | null): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight
}
