/* eslint-disable import-x/no-relative-packages -- the processes of all packages' tests are the repository's own */
export type { RedisProcess } from '../../../test/redis-process.js'
export { canStartRedis, startRedis } from '../../../test/redis.js'
