import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readAsset } from './asset.js'

test('a name that no file has is not kept, and is looked for again', async () => {
  const name = `admin/${randomUUID()}.js`
  const first = readAsset(name)
  expect(readAsset(name)).toBe(first)
  expect(await first).toBeUndefined()
  const second = readAsset(name)
  expect(second).not.toBe(first)
  expect(await second).toBeUndefined()
})
