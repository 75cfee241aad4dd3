import type { Route } from 'playwright-core'
import { eventually } from './eventually.js'
import type { Visit } from './stage.js'

/** Holds language files back until they are let go. */
export function holdLanguages(): { visit: Visit; release: () => Promise<void> } {
  const held: Route[] = []
  return {
    visit: {
      prepare: (context) => context.route('**/locale/*.mjs', (route) => void held.push(route)),
    },
    release: async () => {
      await eventually(async () => held.length).toBeGreaterThan(0)
      await Promise.all(held.map((route) => route.continue()))
    },
  }
}
