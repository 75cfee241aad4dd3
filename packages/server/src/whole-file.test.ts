import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useTemporaryFolder } from '../test/temporary-folder.js'
import { writeWhole } from './whole-file.js'

const folder = useTemporaryFolder()

test('of two that write one file at once neither puts half of the other there', async () => {
  const path = join(folder, randomUUID())
  let goOn = () => {}
  const paused = new Promise<void>((resolve) => (goOn = resolve))
  let hasBegun = () => {}
  const begun = new Promise<void>((resolve) => (hasBegun = resolve))
  const quick = writeWhole(path, async (draft) => {
    await writeFile(draft, 'first, ')
    await begun
    await appendFile(draft, 'whole')
  })
  const slow = writeWhole(path, async (draft) => {
    await writeFile(draft, 'second, ')
    hasBegun()
    await paused
    await appendFile(draft, 'whole')
  })
  await quick
  expect(readFileSync(path, 'utf8')).toBe('first, whole')
  goOn()
  await expect(slow).rejects.toThrow('already')
  expect(readFileSync(path, 'utf8')).toBe('first, whole')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('where no file can be made, that is what is said', async () => {
  const path = join(folder, 'none', 'here')
  const writing = writeWhole(path, (draft) => writeFile(draft, 'x'))
  await expect(writing).rejects.toThrow(
    `The file ${path} cannot be made: there is no such directory.`,
  )
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
