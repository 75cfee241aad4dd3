import { expect, test } from 'vitest'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

async function arriveWithMessage() {
  const { url } = await startServer({ limits: { reactionsPerMessage: 2 } })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room })
  await ben.request('join', { room })
  const { message } = await ann.request('message', { room, text: 'Tea?' })
  const react = (visitor: Visitor, emoji: string, on = true) =>
    visitor.codeOf('react', { room, id: message.id, emoji, on })
  const reactions = async () =>
    (await ann.request('history', { room, before: 9 })).messages[0]?.reactions
  return { ann, ben, id: message.id, react, reactions }
}

test('who reacted with what is told in the order in which they did', async () => {
  const { ann, ben, react, reactions } = await arriveWithMessage()
  await react(ben, '👍')
  await react(ann, '👍')
  await react(ann, '🎉')
  const [annId, benId] = [ann.session.user.id, ben.session.user.id]
  expect(await reactions()).toEqual({ '👍': [benId, annId], '🎉': [annId] })
  await react(ben, '👍', false)
  await react(ann, '🎉', false)
  expect(await reactions()).toEqual({ '👍': [annId] })
  await react(ann, '👍', false)
  expect(await reactions()).toBeUndefined()
})

test('a message has so many different reactions; more may join in those', async () => {
  const { ann, ben, react } = await arriveWithMessage()
  expect(await react(ann, '👍')).toBe('ok')
  expect(await react(ann, '🎉')).toBe('ok')
  expect(await react(ben, '🍵')).toBe('forbidden')
  expect(await react(ben, '🎉')).toBe('ok')
  expect(await react(ann, '👍', false)).toBe('ok')
  expect(await react(ben, '🍵')).toBe('ok')
})

test.each(['👍🏽', '👨‍👩‍👧‍👦', '🇳🇱', '❤️', '1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('one may react with %s', async (emoji) => {
  const { ann, react, reactions } = await arriveWithMessage()
  expect(await react(ann, emoji)).toBe('ok')
  expect(await reactions()).toEqual({ [emoji]: [ann.session.user.id] })
})

test.each(['', 'x', 'ok', '1', '👍👍', '👍 ', '<b>', '__proto__', '\u200d', '👍'.repeat(20)])(
  'one may not react with %j',
  async (emoji) => {
    const { ann, react, reactions } = await arriveWithMessage()
    expect(await react(ann, emoji)).toBe('invalid_payload')
    expect(await reactions()).toBeUndefined()
  },
)

test('a deleted message has no reactions, and gets none', async () => {
  const { ann, ben, id, react, reactions } = await arriveWithMessage()
  await react(ben, '👍')
  await ann.request('delete', { room, id })
  expect(await reactions()).toBeUndefined()
  expect(await react(ben, '👍')).toBe('not_found')
})
