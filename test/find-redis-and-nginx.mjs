// Global set-up of the integration tests: says where a Redis and an nginx are, which tests start themselves.
import { ensureNginx } from '../scripts/ensure-nginx.mjs'
import { ensureRedis } from '../scripts/ensure-redis.mjs'

export default async function setup(project) {
  const redis = await ensureRedis()
  const nginx = await ensureNginx()
  for (const [name, program] of Object.entries({ Redis: redis, nginx })) {
    if (program) continue
    if (process.env.CI) throw new Error(`No ${name}: install it.`)
    console.error(`!!! No ${name} here: THE TESTS OF SEVERAL PROCESSES DO NOT RUN. Install it.`)
  }
  project.provide('redisProgram', redis)
  project.provide('nginxProgram', nginx)
}
