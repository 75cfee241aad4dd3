import type { BrowserContext } from 'playwright-core'

/** Lets an element that is taken out stay in its room for a minute rather than 5 s, in which a slow machine may not get to the next page. */
export function lingerLong(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const set = globalThis.setTimeout
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms?: number) => set(run, ms === 5_000 ? 60_000 : ms),
    })
  })
}
