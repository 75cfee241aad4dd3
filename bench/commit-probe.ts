import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as elapsed } from 'node:timers/promises'
import { median } from './measurement.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const COMMITS = 100

/**
 * What a durable commit of one small row takes, milliseconds: a median a run. `pauseMs` lies between two of them: a disk
 * and a processor that rest answer later than busy ones.
 */
export function measureCommit(runs: number, pauseMs: number): Promise<number[]> {
  return withTemporaryFolder(async (folder) => {
    const database = new DatabaseSync(join(folder, 'probe.db'))
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    database.exec('CREATE TABLE probe (text)')
    const insert = database.prepare('INSERT INTO probe VALUES (?)')
    const medians: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const times: number[] = []
      for (let commit = 0; commit < COMMITS; commit += 1) {
        await elapsed(pauseMs)
        const startedAt = performance.now()
        insert.run('x'.repeat(200))
        times.push(performance.now() - startedAt)
      }
      medians.push(median(times))
    }
    database.close()
    return medians
  })
}
