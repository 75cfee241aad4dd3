import { vi } from 'vitest'

/** Resolves once `check` no longer throws; a slow machine has time. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval: 20 })
}
