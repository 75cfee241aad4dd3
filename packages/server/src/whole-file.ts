import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/**
 * Has a file written beside its place, and puts it there once it is whole and on disk: what is interrupted leaves nothing
 * that could be taken for it. Rejects where there is a file already.
 */
export async function writeWhole(
  path: string,
  write: (draft: string) => Promise<void>,
): Promise<void> {
  if (existsSync(path)) throw new Error(`There is a file at ${path} already.`)
  const draft = `${path}.part`
  await rm(draft, { force: true })
  try {
    await write(draft)
    const file = await open(draft, 'r+')
    await file.sync().finally(() => file.close())
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
