import type { User } from '@chat/protocol'
import { describe, expect, test, vi } from 'vitest'
import type { Append, AppendResult } from '../store/append.js'
import { AppendQueue, type AppendQueueOptions } from './append-queue.js'

const ann: User = { id: 'ann', name: 'Ann' }
const say = (text: string): Append => ({ type: 'message', room: 'tea', user: ann, id: text, text })

type Commit = {
  batch: readonly Append[]
  succeed: () => void
  answer: (results: AppendResult[]) => void
  fail: (error: Error) => void
}

/** A queue whose commits are recorded and end when told to. */
function createQueue(options: Partial<AppendQueueOptions> = {}) {
  const commits: Commit[] = []
  const onCommitted = vi.fn()
  const queue = new AppendQueue({
    commit: (batch) =>
      new Promise((resolve, reject) => {
        const succeed = () => resolve(batch.map(() => ({ type: 'unchanged' })))
        commits.push({ batch, succeed, answer: resolve, fail: reject })
      }),
    onCommitted,
    ...options,
  })
  const commit = (index: number): Promise<Commit> =>
    vi.waitUntil(() => commits[index], { interval: 1, timeout: 20_000 })
  return { queue, commits, commit, onCommitted }
}

test('appends of one turn share a commit, in the order in which they came', async () => {
  const { queue, commit, commits } = createQueue()
  const pushed = ['1', '2', '3'].map((text) => queue.push(say(text)))

  const first = await commit(0)
  expect(first.batch).toEqual(['1', '2', '3'].map(say))
  first.succeed()
  await Promise.all(pushed)
  expect(commits).toHaveLength(1)
})

test('what arrives while a commit is in flight shares the next one', async () => {
  const { queue, commit, commits } = createQueue()
  const first = queue.push(say('1'))
  const flying = await commit(0)
  const others = ['2', '3'].map((text) => queue.push(say(text)))

  expect(commits).toHaveLength(1)
  flying.succeed()
  await first
  const next = await commit(1)
  expect(next.batch).toEqual(['2', '3'].map(say))
  next.succeed()
  await Promise.all(others)
})

test('while each turn brings more, a batch waits for it, for as long as sending the one before took', async () => {
  let now = 0
  const { queue, commit } = createQueue({ onCommitted: () => (now += 5), now: () => now })
  const pushed = [queue.push(say('1'))]
  ;(await commit(0)).succeed()
  await pushed[0]
  await new Promise(setImmediate)

  const bringOne = () => {
    now += 1
    if (pushed.length < 12) setImmediate(bringOne)
    pushed.push(queue.push(say(`${pushed.length + 1}`)))
  }
  bringOne()

  const second = await commit(1)
  expect(second.batch).toHaveLength(6)
  second.succeed()
  ;(await commit(2)).succeed()
  await Promise.all(pushed)
})

describe('what comes while a commit is in flight, where sending the one before took 5 ms', () => {
  /** A queue with a commit in flight and an append that came meanwhile. */
  async function createBusyQueue() {
    const clock = { now: 0 }
    const told: string[][] = []
    const { queue, commit } = createQueue({
      onCommitted: (_, batch) => {
        told.push(batch.map((append) => ('id' in append ? append.id : '')))
        clock.now += 5
      },
      now: () => clock.now,
    })
    const before = queue.push(say('before'))
    ;(await commit(0)).succeed()
    await before
    await new Promise(setImmediate)

    const first = queue.push(say('first'))
    const flying = await commit(1)
    const second = queue.push(say('second'))
    return { clock, told, commit, flying, first, second }
  }

  test('is told together with it, if the commit took less', async () => {
    const { clock, told, commit, flying, first, second } = await createBusyQueue()
    clock.now += 4
    flying.succeed()
    const next = await commit(2)
    expect(told).toEqual([['before']])
    next.succeed()
    await Promise.all([first, second])
    expect(told).toEqual([['before'], ['first', 'second']])
  })

  test('is not waited for, if the commit took as long', async () => {
    const { clock, told, commit, flying, first, second } = await createBusyQueue()
    clock.now += 5
    flying.succeed()
    await first
    expect(told).toEqual([['before'], ['first']])
    ;(await commit(2)).succeed()
    await second
  })

  test('takes nothing from it where the next commit fails', async () => {
    const { told, commit, flying, first, second } = await createBusyQueue()
    const failing = expect(second).rejects.toThrow('disk full')
    flying.succeed()
    ;(await commit(2)).fail(new Error('disk full'))
    await failing
    expect(await first).toEqual({ type: 'unchanged' })
    expect(told).toEqual([['before'], ['first']])
  })
})

test('a batch waits for nothing where no more comes', async () => {
  const { queue, commit, commits } = createQueue()
  const first = queue.push(say('1'))
  ;(await commit(0)).succeed()
  await first
  await new Promise(setImmediate)

  const next = queue.push(say('2'))
  await new Promise(setImmediate)
  expect(commits).toHaveLength(2)
  commits[1]?.succeed()
  await next
})

test('a failed commit fails its own appends, and the next one goes on', async () => {
  const { queue, commit, onCommitted } = createQueue()
  const lost = Promise.allSettled(['1', '2'].map((text) => queue.push(say(text))))
  const failing = await commit(0)
  const later = queue.push(say('3'))

  failing.fail(new Error('disk full'))
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = await commit(1)
  expect(next.batch).toEqual([say('3')])
  next.succeed()
  expect(await later).toEqual({ type: 'unchanged' })
  expect(onCommitted).toHaveBeenCalledTimes(1)
})

test('others are told before the append settles', async () => {
  const order: string[] = []
  const { queue, commit } = createQueue({ onCommitted: () => order.push('told') })
  const pushed = queue.push(say('1')).then(() => order.push('settled'))
  const first = await commit(0)
  first.succeed()
  await pushed
  expect(order).toEqual(['told', 'settled'])
})

test('a commit has a bound, and what is over it goes into the next', async () => {
  const { queue, commit } = createQueue({ maxBatch: 2 })
  const pushed = ['1', '2', '3'].map((text) => queue.push(say(text)))
  const first = await commit(0)
  expect(first.batch).toHaveLength(2)
  first.succeed()
  const second = await commit(1)
  expect(second.batch).toEqual([say('3')])
  second.succeed()
  await Promise.all(pushed)
})

test('more than may wait is refused at once, with a time to try again', async () => {
  const { queue, commit } = createQueue({ maxWaiting: 1 })
  const waiting = queue.push(say('1'))
  await expect(queue.push(say('2'))).rejects.toMatchObject({
    code: 'unavailable',
    retryAfter: expect.any(Number) as number,
  })
  const first = await commit(0)
  first.succeed()
  await waiting
})

test('draining waits for what is in flight and for what waits', async () => {
  const { queue, commit } = createQueue({ maxBatch: 1 })
  const pushed = ['1', '2'].map((text) => queue.push(say(text)))
  let isDrained = false
  const drained = queue.drain().then(() => (isDrained = true))

  const first = await commit(0)
  first.succeed()
  await pushed[0]
  const second = await commit(1)
  expect(isDrained).toBe(false)
  second.succeed()
  await drained
  await Promise.all(pushed)
})

test('an answer that the store left out fails that append alone', async () => {
  const { queue, commit } = createQueue()
  const [first, second] = ['1', '2'].map((text) => queue.push(say(text)))
  const outcome = Promise.allSettled([first, second])
  const { answer } = await commit(0)
  answer([{ type: 'unchanged' }])
  expect((await outcome).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})
