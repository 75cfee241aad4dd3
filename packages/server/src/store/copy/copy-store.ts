import { createHash } from 'node:crypto'
import { PostgresTarget } from './postgres-target.js'
import { SqliteSource } from './sqlite-source.js'
import { firstKey, keyOf, TABLES, type Row, type Table } from './tables.js'

/** Rows that are read, written and compared at a time. */
const PAGE = 500

export type CopyProgress = { step: 'copying' | 'verifying'; done: number; total: number }

export type CopyOptions = {
  /** The SQLite database. */
  path: string
  /** The PostgreSQL database. */
  url: string
  /** What signs resume tokens, for the target to keep; undefined where it is kept elsewhere. */
  secret: string | undefined
  onProgress?: (progress: CopyProgress) => void
}

/** How many rows there are, and the SHA-256 of them all, the same on both sides. */
export type CopyReport = { rows: Record<string, number>; sha256: string }

/**
 * Copies all rooms and their logs, goes on where an earlier copy was interrupted, and reads both sides again to compare
 * them. Only then the target becomes a database that servers take. Rejects with a sentence for the operator.
 */
export async function copyStore(options: CopyOptions): Promise<CopyReport> {
  const { path, url, secret, onProgress = () => {} } = options
  const source = SqliteSource.open(path)
  try {
    const target = await PostgresTarget.open(url, source.fingerprint)
    try {
      await orInterrupted(copy(source, target, onProgress))
      const report = await verify(source, target, onProgress)
      await target.finish({ epoch: source.epoch, secret })
      return report
    } finally {
      await target.close().catch(() => {})
    }
  } finally {
    source.close()
  }
}

type OnProgress = (progress: CopyProgress) => void

async function copy(
  source: SqliteSource,
  target: PostgresTarget,
  onProgress: OnProgress,
): Promise<void> {
  const total = source.count
  let done = await target.count()
  onProgress({ step: 'copying', done, total })
  for (const table of TABLES) {
    // Each page is there whole or not at all, and none before the one before it.
    let after = await target.lastKey(table)
    for (;;) {
      const rows = source.page(table, after, PAGE)
      const last = rows.at(-1)
      if (!last) break
      await target.write(table, rows)
      after = keyOf(table, last)
      done += rows.length
      onProgress({ step: 'copying', done, total })
    }
  }
}

async function verify(
  source: SqliteSource,
  target: PostgresTarget,
  onProgress: OnProgress,
): Promise<CopyReport> {
  const total = source.count
  const hash = createHash('sha256')
  const report: CopyReport = { rows: {}, sha256: '' }
  let done = 0
  for (const table of TABLES) {
    let after = firstKey(table)
    let count = 0
    for (;;) {
      const rows = source.page(table, after, PAGE)
      const lines = rows.map((row) => toLine(table, row))
      const copied = await orInterrupted(target.page(table, after, PAGE))
      mustEqual(table, { rows, lines, copied })
      const last = rows.at(-1)
      if (!last) break
      hash.update(lines.join('\n'))
      after = keyOf(table, last)
      count += rows.length
      done += rows.length
      onProgress({ step: 'verifying', done, total })
    }
    report.rows[table.name] = count
  }
  return { ...report, sha256: hash.digest('hex') }
}

async function orInterrupted<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The copy was interrupted (${reason}); the same command goes on with it.`
    throw new Error(message, { cause: error })
  }
}

function toLine({ columns }: Table, row: Row): string {
  return JSON.stringify(columns.map((column) => row[column]))
}

type Sides = { rows: readonly Row[]; lines: readonly string[]; copied: readonly Row[] }

function mustEqual(table: Table, { rows, lines, copied }: Sides): void {
  for (let index = 0; index < Math.max(rows.length, copied.length); index += 1) {
    const other = copied[index]
    if (other && toLine(table, other) === lines[index]) continue
    const row = rows[index] ?? other ?? {}
    const place = table.key.map((column) => `${column} ${String(row[column])}`).join(', ')
    throw new Error(
      `The copy is not the same as the source: table ${table.name}, ${place}. Make the database anew, and copy again.`,
    )
  }
}
