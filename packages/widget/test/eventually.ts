import { expect } from 'vitest'

/** How long a busy machine may take for what a visitor sees at once, ms. */
const PATIENCE_MS = 20_000

/** Expects of what `look` gives that it comes to hold. */
export const eventually = <T>(look: () => T, timeout = PATIENCE_MS) =>
  expect.poll(look, { timeout })
