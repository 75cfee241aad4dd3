import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'

/**
 * Has a file written beside its place, and puts it there once it is whole and on disk: what is interrupted leaves nothing
 * that could be taken for it, and neither does another that is under way. Rejects with a sentence for the operator where
 * there is a file already, or none can be made.
 */
export async function writeWhole(
  path: string,
  write: (draft: string) => Promise<void>,
): Promise<void> {
  mustBeFree(path)
  const draft = `${path}.${randomUUID()}.part`
  try {
    await writeFile(draft, '', { flag: 'wx' }).catch((error: unknown) => {
      throw createMakeError(path, error)
    })
    await write(draft)
    const file = await open(draft, 'r+')
    await file.sync().finally(() => file.close())
    mustBeFree(path)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

function mustBeFree(path: string): void {
  if (existsSync(path)) throw new Error(`There is a file at ${path} already.`)
}

const REASONS = new Map([
  ['ENOENT', 'there is no such directory'],
  ['ENOTDIR', 'there is no such directory'],
  ['EACCES', 'its directory may not be written to'],
  ['EPERM', 'its directory may not be written to'],
  ['EROFS', 'its directory may only be read'],
  ['ENOSPC', 'the disk is full'],
])

function createMakeError(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS.get(code) ?? (error instanceof Error ? error.message : String(error))
  return new Error(`The file ${path} cannot be made: ${reason}.`, { cause: error })
}
