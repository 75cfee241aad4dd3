import { vi } from 'vitest'

/** Resolves once `assertion` holds. Its patience is for machines that are busy; nothing takes that long. */
export function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertion, { timeout: 60_000, interval: 5 })
}
