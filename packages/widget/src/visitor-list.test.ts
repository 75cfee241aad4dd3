import { expect, onTestFinished, test } from 'vitest'
import { VisitorList } from './visitor-list.js'
import { VisitorStorage } from './visitor-storage.js'

test('what cannot be read of a list is as good as none, and can be written anew', () => {
  const key = 'chat:ignored:damaged'
  localStorage.setItem(key, '[{"id":')
  onTestFinished(() => localStorage.removeItem(key))
  const list = new VisitorList<{ id: string }>(new VisitorStorage('https://chat.example.com'), key)
  expect(list.all).toEqual([])
  list.all = [{ id: 'zoe' }]
  expect(list.all).toEqual([{ id: 'zoe' }])
})
