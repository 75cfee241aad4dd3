import { pipeline } from 'node:stream/promises'

/** Writes lines to standard output, as fast as they are taken. Whoever reads may have had enough, as `head` has. */
export async function printLines(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(lines, process.stdout, { end: false })
  } catch (error) {
    const isEnough = error instanceof Error && 'code' in error && error.code === 'EPIPE'
    if (!isEnough) throw error
  }
}
