import { closeSync, fdatasync, openSync, realpathSync } from 'node:fs'

/**
 * Sees SQLite's write-ahead log through to the disk without holding up the event loop: a slow disk delays those who
 * wait for it and nobody else.
 *
 * Opening and closing the log beside SQLite is safe: SQLite's locks are on the database and its `-shm`, not here.
 */
export class DurableLog {
  readonly #file: number
  #unsettled: Promise<void> | undefined

  /** The log must exist: SQLite makes it when a database in WAL mode is first read. */
  constructor(databasePath: string) {
    this.#file = openSync(`${realpathSync(databasePath)}-wal`, 'r+')
  }

  /**
   * Pending while something is committed that may not be on disk yet, and therefore must not be shown. Rejected for
   * good after a failure: nobody knows then what the disk holds, and only a restart finds out.
   */
  get unsettled(): Promise<void> | undefined {
    return this.#unsettled
  }

  /** Resolves once everything committed before the call is on disk. */
  sync(): Promise<void> {
    const syncing = new Promise<void>((resolve, reject) => {
      fdatasync(this.#file, (error) => {
        if (error) return reject(error)
        if (this.#unsettled === syncing) this.#unsettled = undefined
        resolve()
      })
    })
    this.#unsettled = syncing
    return syncing
  }

  close(): void {
    closeSync(this.#file)
  }
}
