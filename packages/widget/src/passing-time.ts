/** How often what is said of a time is looked at again, ms. */
const TICK_MS = 30_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls back now and again while the page is seen, and when it is seen again: one timer, however many listen. */
export function whileTimePasses(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', wind)
    wind()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    document.removeEventListener('visibilitychange', wind)
    clearInterval(timer)
  }
}

function wind(): void {
  clearInterval(timer)
  if (document.hidden) return
  tick()
  timer = setInterval(tick, TICK_MS)
}

function tick(): void {
  for (const listener of listeners) listener()
}
