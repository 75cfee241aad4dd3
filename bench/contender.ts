import type { DialectName } from './load/dialect.ts'

/** A server that does the chat job. */
export type Contender = {
  name: string
  title: string
  dialect: DialectName
  /** The command that serves on this port, keeping what it stores in this folder. */
  command: (port: number, folder: string) => string[]
  /** What to do so that it can run here; nothing where it can. */
  missing?: () => string | undefined
}
