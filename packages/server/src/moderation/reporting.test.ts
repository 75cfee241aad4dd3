import type { User } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createStage } from '../../test/stage.js'

const room = 'tea'
const author: User = { id: 'ann', name: 'Ann' }

test('what is deleted while the last report of it comes in is kept nowhere', async () => {
  const { store, services } = createStage()
  const { log, reporting } = services
  const id = randomUUID()
  const { message } = await log.append({ type: 'message', room, user: author, id, text: 'secret' })
  if (!message) throw new Error('There is no message.')
  const report = (n: number) => {
    const user = { id: `reporter-${n}`, name: 'Ben' }
    return reporting.report(room, message, { user, person: { user, since: 0, marks: [] } }, 'Rude')
  }
  for (let n = 1; n < 5; n += 1) await report(n)
  // By then it has been read by whoever is about to hide it.
  await log.append({ type: 'delete', room, user: author, id })
  await expect(report(5)).rejects.toMatchObject({ code: 'not_found' })
  expect(await store.sql.read('SELECT * FROM hidden_texts')).toEqual([])
})
