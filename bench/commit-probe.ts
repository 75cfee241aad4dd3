import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { median } from './measurement.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const COMMITS = 300

/** What the disk takes for one durable commit of one small row, milliseconds: a median a run. */
export function measureCommit(runs: number): Promise<number[]> {
  return withTemporaryFolder(async (folder) => {
    const database = new DatabaseSync(join(folder, 'probe.db'))
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    database.exec('CREATE TABLE probe (text)')
    const insert = database.prepare('INSERT INTO probe VALUES (?)')
    const oneRun = () =>
      median(
        Array.from({ length: COMMITS }, () => {
          const startedAt = performance.now()
          insert.run('x'.repeat(200))
          return performance.now() - startedAt
        }),
      )
    const medians = Array.from({ length: runs }, oneRun)
    database.close()
    return medians
  })
}
