import { expect } from 'vitest'
import { eventually } from './eventually.js'

/** A hook `onJoin` that keeps whoever comes waiting until the door is opened. */
export function createClosedDoor() {
  let isKnocking = false
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  const onJoin = () => {
    isKnocking = true
    return opened
  }
  /** Resolves once somebody waits. */
  const knocked = () => eventually(() => expect(isKnocking).toBe(true))
  return { onJoin, knocked, open: () => open() }
}
