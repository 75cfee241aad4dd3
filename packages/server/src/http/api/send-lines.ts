import type { Response } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Sends lines as fast as they are taken. What fails on the way ends the connection before the answer is complete, so that
 * nobody takes it for all there is.
 */
export async function sendLines(
  lines: AsyncIterable<string>,
  response: Response,
  onError: (error: unknown) => void,
): Promise<void> {
  response.type('application/jsonl')
  try {
    await pipeline(Readable.from(lines), response)
  } catch (error) {
    // Or whoever asked for it has gone.
    if (!isCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) onError(error)
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
