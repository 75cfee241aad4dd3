import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { room, startRoom } from './measured-room.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { Visitor } from './visitor.js'

const nameOf = async (visitor: Visitor) => {
  const { members } = await visitor.request('join', { room })
  return members.list.find(({ id }) => id === visitor.session.user.id)?.name
}

describe('what several people report', () => {
  async function startReported() {
    const stage = await startRoom({ hideAfterReports: 2 })
    const ann = await stage.enterSeasoned('Ann', 1)
    const { message } = await ann.request('message', { room, text: 'Rude' })
    const report = (visitor: Visitor) =>
      visitor.request('report', { room, id: message.id, reason: 'Rude' })
    const isHidden = async () =>
      (await ann.request('history', { room, before: 99 })).messages[0]?.hidden ?? false
    return { ...stage, ann, id: message.id, report, isHidden }
  }

  test('is hidden until a moderator has looked, and then stays shown', async () => {
    const { server, ann, id, report, isHidden, enterSeasoned } = await startReported()
    const [ben, cem, dan, eve] = await Promise.all(
      ['Ben', 'Cem', 'Dan', 'Eve'].map((name, index) => enterSeasoned(name, index + 2)),
    )
    if (!ben || !cem || !dan || !eve) throw new Error('Somebody is missing.')
    await report(ben)
    await report(ben)
    expect(await isHidden()).toBe(false)
    await report(cem)
    expect(await isHidden()).toBe(true)
    await eventually(() =>
      expect(ann.events(room).at(-1)).toMatchObject({ type: 'hide', id, on: true }),
    )
    const { entries } = await server.review(room, 'reports')
    expect(entries[0]?.message.text).toBe('Rude')

    await server.moderate(room, { type: 'resolve', id, outcome: 'dismissed' })
    expect(await isHidden()).toBe(false)
    // The same people, and one more.
    for (const visitor of [ben, cem, dan]) await report(visitor)
    expect(await isHidden()).toBe(false)
    await report(eve)
    expect(await isHidden()).toBe(true)
    const audit = await server.review(room, 'audit')
    expect(audit.entries.map(({ action }) => action)).toEqual(['hide', 'resolve', 'hide'])
  })

  test('is not hidden by one person with many identities, nor by one network', async () => {
    const { report, isHidden, enter, enterSeasoned } = await startReported()
    for (let count = 0; count < 5; count += 1) await report(await enter())
    expect(await isHidden()).toBe(false)
    const other = await startReported()
    for (const name of ['Ben', 'Cem', 'Dan']) await other.report(await other.enterSeasoned(name, 7))
    expect(await other.isHidden()).toBe(false)
    await report(await enterSeasoned('Eve', 8))
    expect(await isHidden()).toBe(true)
  })

  test('is not hidden where a moderator wrote it', async () => {
    const { enterModerator, enterSeasoned } = await startReported()
    const mod = await enterModerator('Mo')
    const { message } = await mod.request('message', { room, text: 'Be kind.' })
    for (const network of [2, 3, 4]) {
      const visitor = await enterSeasoned('Nemo', network)
      await visitor.request('report', { room, id: message.id, reason: 'No' })
    }
    const { messages } = await mod.request('history', { room, before: 99 })
    expect(messages.at(-1)).toMatchObject({ text: 'Be kind.' })
  })
})

test('a flood of reactions ends, and reactions sent again are not counted', async () => {
  const rate = { points: 3, seconds: 600 }
  const { enter, enterModerator } = await startRoom({ reactions: rate })
  const ann = await enter()
  const { message } = await ann.request('message', { room, text: 'Hello' })
  const react = (visitor: Visitor, emoji: string, on: boolean) =>
    visitor.codeOf('react', { room, id: message.id, emoji, on })
  for (let again = 0; again < 5; again += 1) expect(await react(ann, '👍', true)).toBe('ok')
  expect(await react(ann, '👍', false)).toBe('ok')
  expect(await react(ann, '👎', true)).toBe('ok')
  expect(await react(ann, '🎉', true)).toBe('rate_limited')
  const mod = await enterModerator('Mo')
  for (const emoji of ['👍', '👎', '🎉', '🍵']) expect(await react(mod, emoji, true)).toBe('ok')
})

describe('names', () => {
  test('a moderator’s name is nobody else’s, however it is written', async () => {
    const { enter, enterModerator } = await startRoom({})
    await enterModerator('Monica')
    const visitor = await enter({ name: 'Vic' })
    for (const name of ['Monica', 'MОNІСА', 'monіca', 'Rnonica', 'Mon1ca']) {
      expect(await visitor.codeOf('name', { name })).toBe('conflict')
    }
    expect(await visitor.codeOf('name', { name: 'Victor' })).toBe('ok')
    expect(await visitor.codeOf('name', { name: 'Victor' })).toBe('ok')
  })

  test('who arrives with somebody else’s name is let in under another, and told so', async () => {
    const { enter } = await startRoom({ names: 'members' })
    const ann = await enter({ name: 'Ann' })
    const other = await enter({ name: 'Аnn' })
    expect(await nameOf(ann)).toBe('Ann')
    expect(await nameOf(other)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(other.pushed.notice).toMatchObject([{ code: 'renamed', room }])
    // Another tab of hers, and the same one again, is her.
    const tab = await enter({ token: ann.session.token })
    expect(await nameOf(tab)).toBe('Ann')
    expect(tab.pushed.notice).toEqual([])
  })

  test('names by default may be the same, but for a moderator’s', async () => {
    const { enter, enterModerator } = await startRoom({})
    const ann = await enter({ name: 'Ann' })
    const other = await enter({ name: 'Ann' })
    expect(await nameOf(other)).toBe('Ann')
    await enterModerator('Quiet Otter')
    expect(await ann.codeOf('name', { name: 'Quiet Otter' })).toBe('conflict')
  })

  test('reserved names are for those who run the place', async () => {
    const { server, enter } = await startRoom({ reservedNames: true })
    const admin = await Visitor.arrive(server.url, { name: 'Аdmіn' })
    expect(admin.session.user.name).not.toBe('Аdmіn')
    expect(await (await enter()).codeOf('name', { name: 'Support' })).toBe('forbidden')
  })

  test('a name is kept for whoever has written by it, also while they are away', async () => {
    const { server, enter } = await startRoom({ names: 'members', keepNamesDays: 1 })
    const ann = await enter({ name: 'Ann' })
    await ann.request('message', { room, text: 'Hello' })
    await ann.request('leave', { room })
    const other = await enter({ name: 'Other' })
    await eventually(async () =>
      expect(await other.codeOf('name', { name: 'Ann' })).toBe('conflict'),
    )
    const elsewhere = await Visitor.arrive(server.url, { name: 'Ann' })
    await elsewhere.request('join', { room: 'coffee' })
    expect(elsewhere.pushed.notice).toEqual([])
    await ann.request('join', { room })
    expect(await nameOf(ann)).toBe('Ann')
  })
})

describe('what a moderator decides of a held message', () => {
  const start = async () => {
    const stage = await startRoom({ newForS: 600, holdNew: true })
    const ann = await stage.enter()
    const id = randomUUID()
    const send = () => ann.ask('message', { room, text: 'May I?', id })
    expect(await send()).toMatchObject({ ok: false, error: { code: 'held' } })
    return { ...stage, ann, id, send }
  }

  test('to let it in: it is there once, with its id, and stays so when it is sent again', async () => {
    const { server, ann, id, send, enter } = await start()
    const ben = await enter()
    await server.moderate(room, { type: 'approve', id })
    for (const visitor of [ann, ben]) {
      await eventually(() => expect(visitor.events(room)).toHaveLength(1))
      expect(visitor.events(room)).toMatchObject([
        { type: 'message', message: { id, text: 'May I?', user: ann.session.user } },
      ])
    }
    expect(await send()).toMatchObject({ ok: true, message: { id, seq: 1 } })
    expect((await server.review(room, 'held')).entries).toEqual([])
  })

  test('to refuse it: its author is told, and it stays refused when it is sent again', async () => {
    const { server, ann, id, send } = await start()
    await server.moderate(room, { type: 'reject', id })
    await eventually(() => expect(ann.pushed.notice).toMatchObject([{ code: 'refused', room, id }]))
    expect(await send()).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect(ann.events(room)).toEqual([])
  })
})

test.runIf(hasPostgres)('with PostgreSQL it is all the same', async () => {
  const raid = { joins: 4, seconds: 60, factor: 1, forS: 2, slowModeS: 30, holdAll: false }
  const { server, enter, enterSeasoned } = await startRoom(
    { hideAfterReports: 2, names: 'members', keepNamesDays: 1, raid, challenge: 'off' },
    { database: await createDatabase() },
  )
  const ann = await enterSeasoned('Ann', 1)
  const { message } = await ann.request('message', { room, text: 'Rude' })
  for (const network of [2, 3]) {
    const visitor = await enterSeasoned(`Visitor ${network}`, network)
    await visitor.request('report', { room, id: message.id, reason: 'Rude' })
  }
  await eventually(() => expect(ann.events(room).at(-1)).toMatchObject({ type: 'hide', on: true }))
  const other = await enter()
  await ann.request('leave', { room })
  await eventually(async () => expect(await other.codeOf('name', { name: 'ANN' })).toBe('conflict'))
  for (let count = 0; count < 3; count += 1) await enter()
  await eventually(async () => {
    const { entries } = await server.review(room, 'audit')
    expect(entries.map(({ action }) => action)).toEqual(['raid_over', 'raid', 'hide'])
  })
})
