/** What the page notes about itself while it runs; all times in milliseconds since navigation. */
type Probe = {
  /** When the room was joined and its composer could be typed into. */
  interactiveAt: number | undefined
  /** When the answer to `join` arrived, and when the page first painted messages after it. */
  joinedAt: number | undefined
  paintedAt: number | undefined
  /** By the clock, of tasks of at least 50 ms; 0 where there was none. */
  longestTaskMs: number
  /** Sums of the layout shifts, those after an input of the visitor included: of the host page, and of what is in the element. */
  hostShift: number
  innerShift: number
  /** From each key press until the frame that shows it was painted. */
  inputMs: number[]
  /** When a message that has this text was first painted. */
  painted: (text: string) => Promise<number>
}

/** Not in TypeScript's DOM yet. */
type LayoutShift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

declare global {
  interface Window {
    probe: Probe
  }
}

/** Runs in the page before anything else. Stands alone: the browser is given its source. */
export function installProbe(): void {
  const probe: Probe = {
    interactiveAt: undefined,
    joinedAt: undefined,
    paintedAt: undefined,
    longestTaskMs: 0,
    hostShift: 0,
    innerShift: 0,
    inputMs: [],
    painted: (text) =>
      new Promise((resolve) => {
        const look = () => {
          const last = find('[role="log"]')?.lastElementChild
          if (last?.textContent.includes(text)) afterPaint(resolve)
          else requestAnimationFrame(look)
        }
        look()
      }),
  }
  window.probe = probe

  const afterPaint = (action: (now: number) => void) => {
    requestAnimationFrame(() => setTimeout(() => action(performance.now())))
  }
  const find = (selector: string, from: ParentNode = document): Element | undefined => {
    const here = from.querySelector(selector)
    if (here) return here
    for (const { shadowRoot } of from.querySelectorAll('*')) {
      const inside = shadowRoot && find(selector, shadowRoot)
      if (inside) return inside
    }
    return undefined
  }
  const watch = () => {
    const box = find('textarea, input')
    const isJoined = probe.joinedAt !== undefined
    if (isJoined && box && !box.matches(':disabled')) probe.interactiveAt ??= performance.now()
    if (isJoined && find('[role="log"]')?.lastElementChild?.textContent)
      afterPaint((now) => (probe.paintedAt ??= now))
    if (probe.interactiveAt === undefined || probe.paintedAt === undefined)
      requestAnimationFrame(watch)
  }
  watch()

  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      this.addEventListener('message', ({ data }) => {
        if (String(data).startsWith('43')) probe.joinedAt ??= performance.now()
      })
    }
  }
  addEventListener(
    'keydown',
    ({ timeStamp }) => afterPaint((now) => probe.inputMs.push(now - timeStamp)),
    true,
  )
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      probe.longestTaskMs = Math.max(probe.longestTaskMs, duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      // What moves in a shadow root is not named.
      if (sources.some(({ node }) => node)) probe.hostShift += value
      else probe.innerShift += value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
