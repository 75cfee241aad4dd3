/**
 * What is told to the server of the page: the answer to `join` arrived; the composer could be typed into after it;
 * messages were first painted after it.
 */
export type Moment = 'joined' | 'interactive' | 'painted'

/** What the page notes about itself while it runs; all times in milliseconds. */
type Probe = {
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

/** Runs in the page before the chat. Stands alone: the browser is given its source. */
export function installProbe(): void {
  const probe: Probe = {
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

  const reached = new Set<Moment>()
  const reach = (moment: Moment, at = performance.now()) => {
    if (reached.has(moment)) return
    reached.add(moment)
    setTimeout(() => navigator.sendBeacon('/', JSON.stringify({ moment, at })))
  }
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
    if (reached.has('joined')) {
      if (box && !box.matches(':disabled')) reach('interactive')
      if (find('[role="log"]')?.lastElementChild?.textContent)
        afterPaint((now) => reach('painted', now))
    }
    if (reached.size < 3) requestAnimationFrame(watch)
  }
  watch()

  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      const listen = ({ data }: MessageEvent) => {
        if (!String(data).startsWith('43')) return
        reach('joined')
        this.removeEventListener('message', listen)
      }
      this.addEventListener('message', listen)
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
