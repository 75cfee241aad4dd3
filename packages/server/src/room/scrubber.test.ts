import { setTimeout as passed } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Scrubber } from './scrubber.js'

test.each(Array.from({ length: 12 }, (_, steps) => steps))(
  'what is to be erased %i steps after the last look is not left lying',
  async (steps) => {
    let isLeft = false
    let looks = 0
    const scrubber = new Scrubber({
      lingerMs: 60_000,
      onError: (error) => expect.fail(String(error)),
      scrub: async () => {
        looks += 1
        const wasLeft = isLeft
        isLeft = false
        return wasLeft
      },
    })
    scrubber.start()
    expect(looks).toBe(1)
    for (let step = 0; step < steps; step += 1) await Promise.resolve()
    isLeft = true
    scrubber.start()
    // Everything that is under way has its turn; nothing waits for time.
    for (let turn = 0; turn < 5; turn += 1) await passed(0)
    expect(isLeft).toBe(false)
    await scrubber.close()
  },
)
