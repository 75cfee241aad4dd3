import type { Contender } from './contender.ts'
import type { Target } from './load/job.ts'
import { startServer } from './start-server.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

/** Runs `action` against a fresh server on an empty store. */
export function withServer<T>(
  contender: Contender,
  action: (target: Target) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const server = await startServer(contender, folder)
    try {
      return await action(server.target)
    } finally {
      await server.stop()
    }
  })
}
