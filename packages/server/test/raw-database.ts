import { existsSync, readFileSync } from 'node:fs'

/** Whether a text stands anywhere in the files of an SQLite database, whatever the database says of it. */
export function standsInFiles(path: string, text: string): boolean {
  return ['', '-wal', '-shm'].some(
    (suffix) => existsSync(path + suffix) && readFileSync(path + suffix).includes(text),
  )
}
