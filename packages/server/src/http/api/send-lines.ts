import type { Response } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Sends lines as fast as they are taken. Rejects where not even the first can be read, and nothing is sent; what fails on the
 * way ends the connection before the answer is complete, so that nobody takes it for all there is.
 */
export async function sendLines(
  lines: AsyncIterable<string>,
  response: Response,
  onError: (error: unknown) => void,
): Promise<void> {
  const reading = lines[Symbol.asyncIterator]()
  const first = await reading.next()
  // Whoever asked for it has gone.
  if (response.destroyed) {
    await reading.return?.()
    return
  }
  response.type('application/jsonl')
  try {
    await pipeline(Readable.from(goOn(first, reading)), response)
  } catch (error) {
    // Or whoever asked for it has gone by now.
    if (!isCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) onError(error)
  }
}

async function* goOn(
  first: IteratorResult<string>,
  reading: AsyncIterator<string>,
): AsyncGenerator<string> {
  try {
    for (let one = first; !one.done; one = await reading.next()) yield one.value
  } finally {
    await reading.return?.()
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
