import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { room, startRoom } from './measured-room.js'
import { encode, solve } from './solve.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()

describe('a wave of strangers', () => {
  const raid = { joins: 4, seconds: 60, factor: 1, forS: 600, slowModeS: 30, holdAll: true }

  test('turns on slow mode and has all wait; moderators are told', async () => {
    const { server, enter, enterModerator } = await startRoom({ raid, challenge: 'off' })
    const mod = await enterModerator('Mo')
    for (let count = 0; count < 4; count += 1) await enter()
    await eventually(() => {
      expect(mod.events(room)).toMatchObject([
        { type: 'settings', settings: { slowModeS: 30, holdAll: true }, user: { id: 'server' } },
      ])
      expect(mod.pushed.notice).toMatchObject([{ code: 'raid', room }])
    })
    const { entries } = await server.review(room, 'audit')
    expect(entries).toMatchObject([{ action: 'raid', by: { id: 'server' } }])
    expect(await mod.codeOf('message', { room, text: 'Calm down' })).toBe('ok')
    expect(await (await enter()).codeOf('message', { room, text: 'Spam' })).toBe('held')
  })

  test('is none where those who come are known, or where as many were there', async () => {
    const { enter, enterSeasoned } = await startRoom({ raid: { ...raid, factor: 2 } })
    const member = await enterSeasoned('Member', 1)
    for (let network = 2; network <= 5; network += 1) {
      await enterSeasoned(`Member ${network}`, network)
    }
    for (let count = 0; count < 6; count += 1) await enter()
    const { room: state } = await member.request('join', { room })
    expect(state.settings).toEqual({ readOnly: false })
  })

  test('ends by itself, and the room is as it was; what a moderator set meanwhile stays', async () => {
    const { server, enter, enterModerator } = await startRoom({ raid: { ...raid, forS: 8 } })
    await server.moderate(room, { type: 'settings', settings: { slowModeS: 5 } })
    const mod = await enterModerator('Mo')
    for (let count = 0; count < 4; count += 1) await enter()
    await server.moderate(room, { type: 'settings', settings: { holdAll: null, maxMembers: 50 } })
    await eventually(() =>
      expect(mod.pushed.notice.map(({ code }) => code)).toEqual(['raid', 'raid_over']),
    )
    const { room: state } = await mod.request('join', { room })
    expect(state.settings).toEqual({ readOnly: false, slowModeS: 5, maxMembers: 50 })
    const { entries } = await server.review(room, 'audit')
    const actions = entries.map(({ action }) => action)
    expect(actions).toEqual(['raid_over', 'settings', 'raid', 'settings'])
  })

  test('ends also where the server that found it does not run any more', async () => {
    const kept = { database: `${folder}/raid.db` }
    const first = await startRoom({ raid: { ...raid, forS: 5 } }, kept)
    for (let count = 0; count < 4; count += 1) await first.enter()
    await first.server.close()
    const { enter } = await startRoom({ raid: { ...raid, forS: 5 }, challenge: 'off' }, kept)
    const ann = await enter()
    await eventually(async () => {
      const { room: state } = await ann.request('join', { room })
      expect(state.settings).toEqual({ readOnly: false })
    })
  })

  test('asks newcomers for a proof of work, and nobody else', async () => {
    const { server, enter } = await startRoom({ raid, challenge: 'raid' })
    const ann = await enter()
    for (let count = 0; count < 3; count += 1) await enter()
    const stranger = await Visitor.arrive(server.url)
    expect(stranger.refusal?.code).toBe('challenge_required')
    const again = await Visitor.arrive(server.url, { token: ann.session.token })
    expect(again.refusal).toBeUndefined()
  })
})

describe('a proof of work', () => {
  test('lets a newcomer in, once', async () => {
    const { server } = await startRoom({ challenge: 'new' })
    const refused = await Visitor.arrive(server.url)
    const challenge = refused.refusal?.challenge
    if (!challenge) throw new Error('There is no challenge.')
    const proof = solve(challenge)
    const ann = await Visitor.arrive(server.url, { proof, name: 'Ann' })
    expect(ann.session.user.name).toBe('Ann')
    expect((await Visitor.arrive(server.url, { proof })).refusal?.code).toBe('challenge_required')
    const again = await Visitor.arrive(server.url, { token: ann.session.token })
    expect(again.session.user.id).toBe(ann.session.user.id)
  })

  test('is asked again where it is forged, and not asked of whom the site knows', async () => {
    const { server, enterModerator } = await startRoom({ challenge: 'new' })
    for (const proof of ['', encode({ number: 1 }), 'x'.repeat(2_000)]) {
      const { refusal } = await Visitor.arrive(server.url, { proof })
      expect(refusal).toMatchObject({ code: 'challenge_required', challenge: {} })
    }
    const forgedToken = await Visitor.arrive(server.url, { token: randomUUID() })
    expect(forgedToken.refusal?.code).toBe('challenge_required')
    await enterModerator('Mo')
  })
})
