/**
 * What the visitor of a scene does. Selectors are looked for in the element's shadow root, and in those within.
 */
export type Step =
  | { click: string }
  | { focus: string }
  | { hover: string }
  | { type: string }
  | { fill: string; in: string }
  /** Scrolls to its end. */
  | { end: string }
  | { press: string }
  /** Waits until there is one. */
  | { wait: string }
  /** Takes `hidden` from the element. */
  | { show: true }
