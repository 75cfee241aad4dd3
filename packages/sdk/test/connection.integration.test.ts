import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ChatClient, ClientStatusChange } from '../src/index.js'
import { eventually } from './eventually.js'
import { FakeServer } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

function recordStatus(client: ChatClient): ClientStatusChange[] {
  const changes: ClientStatusChange[] = []
  client.on('status', (change) => changes.push(change))
  return changes
}

/** Every wait is as long as it can be. */
function waitLong(): void {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0.999)
  onTestFinished(() => random.mockRestore())
}

const refusal = (code: string, retryAfter?: number) => ({ code, message: 'No.', retryAfter })

test('a client does nothing before the first join, and then goes through these statuses', async () => {
  const server = await startServer()
  const client = makeClient(server)
  const changes = recordStatus(client)
  expect([client.status, client.user]).toEqual(['closed', undefined])
  await client.join('support')
  expect(client.user).toMatchObject({ name: 'Quiet Otter' })
  server.cut()
  await eventually(() => expect(changes).toHaveLength(4))
  await client.close()
  expect(changes.map(({ previous, current }) => `${previous} → ${current}`)).toEqual([
    'closed → connecting',
    'connecting → connected',
    'connected → reconnecting',
    'reconnecting → connected',
    'connected → closed',
  ])
  expect(changes[2]).toMatchObject({ error: { code: 'unavailable' } })
  expect(changes[2]?.retryInMs).toBeGreaterThanOrEqual(0)
})

test('with `autoConnect: false` nothing happens before `connect`', async () => {
  const server = await startServer()
  const client = makeClient(server, { autoConnect: false })
  const joined = client.join('support')
  expect(client.status).toBe('closed')
  client.connect()
  expect((await joined).status).toBe('joined')
  expect(server.handshakes).toHaveLength(1)
})

test.each(['unsupported_protocol', 'forbidden', 'banned'])(
  'a connection refused with %s is refused for good: all that waits rejects, nothing is tried again',
  async (code) => {
    const server = await startServer()
    server.refusal = refusal(code)
    const client = makeClient(server)
    const changes = recordStatus(client)
    const room = client.room('support')
    const outcomes = await Promise.allSettled([room.join(), client.setName('Ann')])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code } })
    expect(client.status).toBe('closed')
    expect(changes.at(-1)).toMatchObject({ current: 'closed', error: { code } })
    expect(room.snapshot).toMatchObject({ status: 'refused', error: { code } })
    await expect(client.join('other')).rejects.toMatchObject({ code })
    expect(server.handshakes).toHaveLength(1)

    server.refusal = undefined
    client.connect()
    await room.join()
    expect(room.status).toBe('joined')
  },
)

test('a connection refused for now is tried again, and each failure is told', async () => {
  const server = await startServer()
  server.refusal = refusal('unavailable')
  const client = makeClient(server)
  const changes = recordStatus(client)
  const joined = client.join('support')
  await eventually(() => expect(server.handshakes.length).toBeGreaterThan(1))
  server.refusal = undefined
  await joined
  expect(changes[1]).toMatchObject({
    current: 'connecting',
    previous: 'connecting',
    error: { code: 'unavailable' },
  })
})

test('`connect` makes the next attempt now', async () => {
  const server = await startServer()
  server.refusal = refusal('shutting_down', 60_000)
  const client = makeClient(server)
  const changes = recordStatus(client)
  const joined = client.join('support')
  await eventually(() => expect(changes.at(-1)?.retryInMs).toBeGreaterThanOrEqual(60_000))
  server.refusal = undefined
  client.connect()
  await joined
  expect(server.handshakes).toHaveLength(2)
  client.connect()
  expect(client.status).toBe('connected')
})

test('after a server said that it shuts down, its clients come back spread over 2.4 s', async () => {
  waitLong()
  const server = await startServer()
  const client = makeClient(server)
  const changes = recordStatus(client)
  const room = await client.join('support')
  const told = new Promise((resolve) => client.once('notice', resolve))
  server.push('notice', { code: 'shutting_down', message: 'Soon.' })
  expect(await told).toMatchObject({ code: 'shutting_down' })
  expect(room.status).toBe('joined')
  server.cut()
  await eventually(() => expect(client.status).toBe('reconnecting'))
  expect(changes.at(-1)?.retryInMs).toBeCloseTo(2_400, -1)
})

test('a server that is not there yet is waited for', async () => {
  const gone = await FakeServer.start()
  const { port, url } = gone
  await gone.stop()
  const client = makeClient({ url })
  const changes = recordStatus(client)
  const joined = client.join('support')
  await eventually(() => expect(changes.at(-1)?.error?.code).toBe('unavailable'))
  await startServer({ port })
  expect((await joined).status).toBe('joined')
})

test('a connection without a session is given up in time, and tried again', async () => {
  const server = await startServer()
  server.givesSessions = false
  const client = makeClient(server, { requestTimeoutMs: 100 })
  const changes = recordStatus(client)
  const joined = client.join('support')
  await eventually(() => expect(changes.at(-1)?.error?.message).toContain('no session'))
  await eventually(() => expect(server.connections).toBe(0))
  server.givesSessions = true
  expect((await joined).status).toBe('joined')
})

test('a link that swallows everything without a word is found out, and nothing is lost', async () => {
  const server = await startServer({ pingIntervalMs: 100, pingTimeoutMs: 100 })
  const client = makeClient(server)
  const room = await client.join('support')
  const heard: string[] = []
  room.on('message', ({ text }) => heard.push(text))
  const changes = recordStatus(client)
  server.goSilent()
  server.say('support', 'unheard')
  expect((await room.send('mine')).text).toBe('mine')
  expect(changes.map(({ current }) => current)).toContain('reconnecting')
  expect(heard).toEqual(['unheard', 'mine'])
})

test('everything works by polling alone', async () => {
  const server = await startServer()
  const room = await makeClient(server, { transports: ['polling'] }).join('support')
  await room.send('Hello')
  server.say('support', 'Welcome')
  await eventually(() =>
    expect(room.messages.map(({ text }) => text)).toEqual(['Hello', 'Welcome']),
  )
})

describe('in a browser', () => {
  /** What the client asks of a page: events of the window and of the document. */
  function stubPage() {
    const [view, document] = [new EventTarget(), new EventTarget()]
    const page = Object.assign(document, { visibilityState: 'visible' })
    vi.stubGlobal('document', page)
    vi.stubGlobal('addEventListener', view.addEventListener.bind(view))
    vi.stubGlobal('removeEventListener', view.removeEventListener.bind(view))
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    return { view, page }
  }

  test.each(['online', 'pageshow', 'visibilitychange'])(
    '%s makes the next attempt now',
    async (event) => {
      const { view, page } = stubPage()
      const server = await startServer()
      server.refusal = refusal('unavailable', 60_000)
      const client = makeClient(server)
      const changes = recordStatus(client)
      const joined = client.join('support')
      await eventually(() => expect(changes.at(-1)?.retryInMs).toBeGreaterThanOrEqual(60_000))
      server.refusal = undefined
      const target = event === 'visibilitychange' ? page : view
      target.dispatchEvent(new Event(event))
      expect((await joined).status).toBe('joined')
    },
  )

  test('a page that is shown again asks what it missed, one that is hidden does not', async () => {
    const { page } = stubPage()
    const server = await startServer()
    const client = makeClient(server)
    const room = await client.join('support')
    server.losesPushes = true
    server.say('support', 'missed')
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
    // A question would have come before this one.
    await client.setName('Ann')
    expect(server.asked('sync')).toEqual([])
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await eventually(() => expect(room.messages.map(({ text }) => text)).toEqual(['missed']))
    expect(server.asked('sync')).toHaveLength(1)
  })

  test('a page that is shown again enters no room that nobody asked for, and none that put it out', async () => {
    const { page } = stubPage()
    const server = await startServer()
    const client = makeClient(server)
    const idle = client.room('idle')
    const room = await client.join('support')
    const refused = new Promise((resolve) => room.on('status', resolve))
    server.push('notice', { code: 'kicked', message: 'Out.', room: 'support' })
    await refused
    page.dispatchEvent(new Event('visibilitychange'))
    // A question would have come before this one.
    await client.setName('Ann')
    expect(server.asked('join').map(({ room: name }) => name)).toEqual(['support'])
    expect([idle.status, room.status]).toEqual(['idle', 'refused'])
  })

  test('a closed client listens to nothing of the page', async () => {
    const { view } = stubPage()
    const remove = vi.spyOn(globalThis, 'removeEventListener')
    const server = await startServer()
    const client = makeClient(server)
    await client.join('support')
    await client.close()
    view.dispatchEvent(new Event('online'))
    expect(client.status).toBe('closed')
    expect(remove.mock.calls.map(([name]) => name)).toEqual(
      expect.arrayContaining(['online', 'pageshow']),
    )
  })
})
