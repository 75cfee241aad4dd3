import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SessionStorage, type ChatStorage } from './session-storage.js'

const session = { token: 't', userId: 'u' }

function memory(entries: [string, string][] = []) {
  const map = new Map(entries)
  const storage: ChatStorage = {
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
  }
  return { map, storage }
}

/** As in a browser: there is a document, and `localStorage` is whatever `get` gives. */
function stubPage(get: () => unknown): void {
  vi.stubGlobal('document', {})
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    if (before) Object.defineProperty(globalThis, 'localStorage', before)
    else Reflect.deleteProperty(globalThis, 'localStorage')
  })
}

describe('a session', () => {
  test('that was saved is loaded again, by its key', async () => {
    const { storage } = memory()
    const kept = new SessionStorage(storage, 'a')
    kept.save(session)
    await vi.waitFor(async () => expect(await kept.load()).toEqual(session), 20_000)
    expect(await new SessionStorage(storage, 'b').load()).toBeUndefined()
  })

  test('is kept by a storage that answers later', async () => {
    const { map, storage } = memory()
    const slow: ChatStorage = {
      ...storage,
      get: async (key) => map.get(key) ?? null,
      set: async (key, value) => void map.set(key, value),
    }
    const kept = new SessionStorage(slow, 'a')
    kept.save(session)
    await vi.waitFor(async () => expect(await kept.load()).toEqual(session), 20_000)
  })

  test('saved last is the one that stays, however slow the storage', async () => {
    const { map, storage } = memory()
    let finish = () => {}
    const first = new Promise<void>((resolve) => (finish = resolve))
    const set = vi.fn(async (key: string, value: string) => {
      if (value.includes('old')) await first
      map.set(key, value)
    })
    const kept = new SessionStorage({ ...storage, set }, 'a')
    kept.save({ ...session, token: 'old' })
    kept.save({ ...session, token: 'new' })
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(1), 20_000)
    finish()
    await vi.waitFor(async () => expect(await kept.load()).toMatchObject({ token: 'new' }), 20_000)
    expect(set).toHaveBeenCalledTimes(2)
  })

  test.each(['', 'null', '7', '"t"', '[]', '{', '{"token":7,"userId":"u"}', '{"token":"t"}'])(
    'is not made of %j',
    async (value) => {
      const { storage } = memory([['a', value]])
      expect(await new SessionStorage(storage, 'a').load()).toBeUndefined()
    },
  )
})

describe('a storage that fails', () => {
  const fail = () => {
    throw new Error('blocked')
  }

  test.each([
    ['throws', { get: fail, set: fail, remove: fail }],
    ['rejects', { get: async () => fail(), set: async () => fail(), remove: async () => fail() }],
  ])('and %s is as good as none', async (_, storage) => {
    const kept = new SessionStorage(storage, 'a')
    kept.save(session)
    kept.save(session)
    expect(await kept.load()).toBeUndefined()
  })

  test('once keeps what is saved after', async () => {
    const { map, storage } = memory()
    const set = vi.fn((key: string, value: string) => void map.set(key, value))
    set.mockImplementationOnce(fail)
    const kept = new SessionStorage({ ...storage, set }, 'a')
    kept.save(session)
    kept.save(session)
    await vi.waitFor(async () => expect(await kept.load()).toEqual(session), 20_000)
  })
})

test('a storage that never ends writing keeps nobody waiting', async () => {
  const { map, storage } = memory([['a', JSON.stringify({ ...session, token: 'old' })]])
  const kept = new SessionStorage({ ...storage, set: () => new Promise(() => {}) }, 'a')
  kept.save({ ...session, token: 'new' })
  expect(await kept.load()).toBeUndefined()
  expect(map.size).toBe(1)
})

describe('a storage that is full', () => {
  test('answers with nothing rather than with something older than what was saved', async () => {
    const { map, storage } = memory()
    const set = vi.fn((key: string, value: string) => void map.set(key, value))
    const kept = new SessionStorage({ ...storage, set }, 'a')
    kept.save({ ...session, token: 'old' })
    await vi.waitFor(async () => expect(await kept.load()).toMatchObject({ token: 'old' }), 20_000)
    set.mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    kept.save({ ...session, token: 'new' })
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(2), 20_000)
    await new Promise(setImmediate)
    expect(await kept.load()).toBeUndefined()
    // Whoever comes back finds the last one that could be kept.
    expect(await new SessionStorage(storage, 'a').load()).toMatchObject({ token: 'old' })
  })
})

describe('without a storage of the app', () => {
  test('a page keeps the session in its localStorage', async () => {
    const { map } = memory()
    stubPage(() => ({
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => map.set(key, value),
    }))
    const kept = new SessionStorage(undefined, 'a')
    kept.save(session)
    await vi.waitFor(async () => expect(await kept.load()).toEqual(session), 20_000)
    expect(map.has('a')).toBe(true)
  })

  test('a page whose localStorage may not be touched keeps nothing, and nothing throws', async () => {
    stubPage(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const kept = new SessionStorage(undefined, 'a')
    kept.save(session)
    expect(await kept.load()).toBeUndefined()
  })

  test('a page whose localStorage is null keeps nothing, and nothing throws', async () => {
    stubPage(() => null)
    const kept = new SessionStorage(undefined, 'a')
    kept.save(session)
    expect(await kept.load()).toBeUndefined()
  })

  test('where there is no page, a localStorage is not even looked at', async () => {
    const look = vi.fn()
    stubPage(look)
    vi.unstubAllGlobals()
    const kept = new SessionStorage(undefined, 'a')
    kept.save(session)
    expect(await kept.load()).toBeUndefined()
    expect(look).not.toHaveBeenCalled()
  })

  test('`null` keeps nothing, even where there is a page', async () => {
    const look = vi.fn()
    stubPage(look)
    const kept = new SessionStorage(null, 'a')
    kept.save(session)
    expect(await kept.load()).toBeUndefined()
    expect(look).not.toHaveBeenCalled()
  })
})
