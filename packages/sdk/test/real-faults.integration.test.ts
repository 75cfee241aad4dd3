import { describe, expect, test } from 'vitest'
import { ChatClient, type ChatClientOptions, type Members, type Room } from '../src/index.js'
import { BrowserChatClient } from './browser-build.js'
import { eventually } from './eventually.js'
import { startProxy, startRealServer } from './real-server.js'
import { makeClient as makeAnyClient } from './stage.js'

const options = { requestTimeoutMs: 1_500 }

/** What an app loads in Node, and what a page loads; the latter here begins with polling, and goes over from that. */
const builds: [string, typeof ChatClient, ChatClientOptions][] = [
  ['Node', ChatClient, options],
  ['browsers', BrowserChatClient, { ...options, transports: ['polling', 'websocket'] }],
]

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}`)

/** Both sides have the same log, without a hole, and in it each sender's messages once and in the order of sending. */
async function expectSameLog(rooms: readonly Room[], ...sent: string[][]): Promise<void> {
  const count = sent.flat().length
  for (const room of rooms) {
    await eventually(() => expect(room.messages.length).toBeGreaterThanOrEqual(count))
    await eventually(() => expect(room.pending).toEqual([]))
    const { messages } = room
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    const texts = messages.map(({ text }) => text)
    for (const own of sent) expect(texts.filter((text) => own.includes(text))).toEqual(own)
    expect(messages).toEqual(rooms[0]?.messages)
  }
}

/** Every member count that a room tells of from now on. */
function recordCounts(room: Room): number[] {
  const counts: number[] = []
  room.on('members', ({ count }) => counts.push(count))
  return counts
}

describe.each(builds)('the build for %s', (_, Client, given) => {
  const makeClient = (server: { url: string }) => makeAnyClient(server, given, Client)

  /** Two visitors, each on a link of their own, in one room; and what each is told of, as it comes. */
  async function arrive() {
    const server = await startRealServer()
    const [annLink, bobLink] = [await startProxy(server), await startProxy(server)]
    const [annClient, bobClient] = [makeClient(annLink), makeClient(bobLink)]
    const [ann, bob] = [await annClient.join('garden'), await bobClient.join('garden')]
    const heard: [string[], string[]] = [[], []]
    ann.on('message', ({ id }) => heard[0].push(id))
    bob.on('message', ({ id }) => heard[1].push(id))
    const sendAll = (room: Room, texts: string[]) => texts.map((text) => room.send(text))
    /** Starts the server, and both try again at once: the longer it was away, the longer they wait, to the grace and beyond. */
    const startAgain = async () => {
      await server.start()
      for (const client of [annClient, bobClient]) client.connect()
    }
    return { server, startAgain, annLink, bobLink, ann, bob, heard, sendAll }
  }

  test('cuts in the middle of 200 messages, in both directions, lose, double and reorder nothing', async () => {
    const { server, annLink, bobLink, ann, bob, heard, sendAll } = await arrive()
    const watcher = await makeClient(server).join('garden')
    await eventually(() => expect(watcher.members.count).toBe(3))
    const present = ({ list }: Members) => list.map(({ id }) => id).toSorted()
    const everybody = present(watcher.members)
    const seen: string[][] = []
    watcher.on('members', (members) => seen.push(present(members)))

    const [annTexts, bobTexts] = [numbered('ann', 100), numbered('bob', 100)]
    const sends = [...sendAll(ann, annTexts), ...sendAll(bob, bobTexts)]
    for (const mark of [20, 70, 120]) {
      await eventually(() => expect(watcher.messages.length).toBeGreaterThan(mark))
      annLink.cut()
      if (mark > 20) bobLink.cut()
      await eventually(() => expect(ann.status).toBe('recovering'))
      annLink.restore()
      bobLink.restore()
    }
    const stored = await Promise.all(sends)

    await expectSameLog([ann, bob, watcher], annTexts, bobTexts)
    const order = ann.messages.map(({ id }) => id)
    expect(heard).toEqual([order, order])
    expect(stored.map(({ id }) => id).toSorted()).toEqual(order.toSorted())
    for (const list of seen) expect(list).toEqual(everybody)
  })

  test('a half-open link in the middle of sends is found out, and nothing is lost', async () => {
    const { annLink, bobLink, ann, bob, heard, sendAll } = await arrive()
    const [annTexts, bobTexts] = [numbered('ann', 50), numbered('bob', 50)]
    const sends = [...sendAll(ann, annTexts), ...sendAll(bob, bobTexts)]
    await eventually(() => expect(ann.messages.length).toBeGreaterThan(10))
    for (const link of [...annLink.links, ...bobLink.links]) link.silence()
    await Promise.all(sends)

    await expectSameLog([ann, bob], annTexts, bobTexts)
    const order = ann.messages.map(({ id }) => id)
    expect(heard).toEqual([order, order])
  })

  test('a server killed in the middle of sends, and started on its file, has all that it acknowledged', async () => {
    const { server, startAgain, ann, bob, heard, sendAll } = await arrive()
    await eventually(() => expect(ann.members.count).toBe(2))
    const counts = [ann, bob].map(recordCounts)
    const [annTexts, bobTexts] = [numbered('ann', 100), numbered('bob', 100)]
    const acknowledged: string[] = []
    const sends = [...sendAll(ann, annTexts), ...sendAll(bob, bobTexts)].map(async (sent) =>
      acknowledged.push((await sent).id),
    )
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(20))
    await server.kill()
    const before = [...acknowledged]
    expect(before.length).toBeLessThan(200)
    await startAgain()
    await Promise.all(sends)

    await expectSameLog([ann, bob], annTexts, bobTexts)
    const order = ann.messages.map(({ id }) => id)
    for (const id of before) expect(order).toContain(id)
    expect(heard).toEqual([order, order])
    expect([ann, bob].map((room) => room.members.count)).toEqual([2, 2])
    for (const count of counts.flat()) expect(count).toBe(2)
  })

  test.each(['kill', 'stop'] as const)(
    'after the %s of a server and its start those who return have never been away, and who does not is gone in the end',
    async (end) => {
      const { server, startAgain, ann, bob } = await arrive()
      const eveClient = makeClient(server)
      const eve = await eveClient.join('garden')
      await eventually(() => {
        expect([ann, bob, eve].map((room) => room.members.count)).toEqual([3, 3, 3])
      })
      const counts = [ann, bob].map(recordCounts)
      await server[end]()
      await eveClient.close()
      await startAgain()

      await eventually(() => {
        for (const { members } of [ann, bob])
          expect([members.count, members.list.length]).toEqual([2, 2])
      })
      for (const seen of counts) expect([...new Set(seen)]).toEqual([2])
      const everybody = [ann, bob].map(({ members }) => members.list.map(({ id }) => id).toSorted())
      expect(everybody[0]).toEqual(everybody[1])
      expect(everybody[0]).not.toContain(eveClient.user?.id)
    },
  )
})
