import { inject } from 'vitest'
import { RedisProcess } from './redis-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a Redis server; undefined where there is none. */
    redisProgram: string | undefined
  }
}

/** Whether tests can start a Redis. */
export const canStartRedis = inject('redisProgram') !== undefined

/** A Redis of one's own; whoever starts it disposes of it. */
export function startRedis(): Promise<RedisProcess> {
  const program = inject('redisProgram')
  if (program === undefined) throw new Error('There is no Redis.')
  return RedisProcess.start(program)
}
