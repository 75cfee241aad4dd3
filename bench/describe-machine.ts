import { cpus, release, totalmem, type } from 'node:os'
import { canPin } from './pinned.ts'

/** What the numbers were measured on, in words. */
export function describeMachine(): string {
  const cores = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const placing = canPin ? 'server and generator pinned to a core each' : 'nothing pinned'
  return `${cores[0]?.model}, ${cores.length} cores, ${gigabytes} GB, ${type()} ${release()}, Node ${process.version}, ${placing}`
}
