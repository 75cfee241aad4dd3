import { expect, test } from 'vitest'
import { openOrUndo } from './open-or-undo.js'

test('what was opened is closed where the rest fails, the latest first', async () => {
  const closed: string[] = []
  const opening = openOrUndo(async (onFailure) => {
    onFailure(() => closed.push('store'))
    onFailure(() => Promise.reject(new Error('Nothing to close.')))
    onFailure(async () => {
      await Promise.resolve()
      closed.push('port')
    })
    throw new Error('No secret.')
  })
  await expect(opening).rejects.toThrow('No secret.')
  expect(closed).toEqual(['port', 'store'])
})

test('what could be opened stays open', async () => {
  const closed: string[] = []
  const opened = await openOrUndo((onFailure) => {
    onFailure(() => closed.push('store'))
    return Promise.resolve('open')
  })
  expect([opened, closed]).toEqual(['open', []])
})
