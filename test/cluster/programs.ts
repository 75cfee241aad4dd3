import { inject } from 'vitest'
import type { ClusterPrograms } from './cluster-stage.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of PostgreSQL's programs; undefined where there is none. */
    postgresPrograms: string | undefined
    /** The path of a Redis server; undefined where there is none. */
    redisProgram: string | undefined
    /** The path of an nginx; undefined where there is none. */
    nginxProgram: string | undefined
  }
}

/** The programs of a cluster; undefined where one of them is missing. */
export function findClusterPrograms(): ClusterPrograms | undefined {
  const postgres = inject('postgresPrograms')
  const redis = inject('redisProgram')
  const nginx = inject('nginxProgram')
  return postgres && redis && nginx ? { postgres, redis, nginx } : undefined
}
