import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { RedisLink } from '../src/bus/redis-link.js'
import { DEFAULT_RATES } from '../src/rate-limit/rate-limit.js'
import { RedisRateLimit } from '../src/rate-limit/redis-rate-limit.js'
import { canStartRedis, startRedis } from './real-redis.js'

test.runIf(canStartRedis)(
  'a rate in fractions of seconds lets no more through than it says',
  async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.dispose())
    const link = new RedisLink({ url: redis.url, onLost() {}, onReturn() {} })
    onTestFinished(() => link.close())
    await link.open()
    const message = { points: 1, seconds: 1.9 }
    const limit = new RedisRateLimit({ ...DEFAULT_RATES, message }, link)
    const user = randomUUID()
    // Asked at once: Redis counts one directly after the other.
    const [, second] = await Promise.allSettled([
      limit.consume('message', user),
      limit.consume('message', user),
    ])
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'rate_limited' } })
    const { retryAfter } = (second as { reason: { retryAfter: number } }).reason
    expect(retryAfter).toBeGreaterThan(1_500)
  },
)
