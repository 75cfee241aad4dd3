import { ensureNginx } from '../scripts/ensure-nginx.mjs'
import { ensurePostgres } from '../scripts/ensure-postgres.mjs'
import { ensureRedis } from '../scripts/ensure-redis.mjs'
import type { ClusterPrograms } from '../test/cluster/cluster-stage.ts'

/** What several processes need; where something of it is missing it is said, and there is nothing. */
export async function findClusterPrograms(): Promise<ClusterPrograms | undefined> {
  const postgres = await ensurePostgres()
  const redis = await ensureRedis()
  const nginx = await ensureNginx()
  if (postgres && redis && nginx) return { postgres, redis, nginx }
  console.error('Not measured without PostgreSQL, Redis and nginx.')
  return undefined
}
