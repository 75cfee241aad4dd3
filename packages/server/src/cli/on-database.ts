import type { ChatServer } from '../chat-server.js'
import type { OperateOptions } from '../operate.js'
import { silenceSqliteWarning } from './silence-sqlite-warning.js'

/** Does something with the database of a server. */
export async function onDatabase<T>(
  options: OperateOptions,
  work: (server: ChatServer) => Promise<T>,
): Promise<T> {
  silenceSqliteWarning()
  // Imported only now: the warning comes with the import.
  const { operate } = await import('../operate.js')
  return operate(options, work)
}
