import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Emitter } from './emitter.js'

class Bell extends Emitter<{ ring: number; stop: string }> {
  ring(times: number): void {
    this.emit('ring', times)
  }
}

describe('a listener', () => {
  test('hears every event of its name, with the payload', () => {
    const bell = new Bell()
    const [ring, stop] = [vi.fn(), vi.fn()]
    bell.on('ring', ring)
    bell.on('stop', stop)
    bell.ring(1)
    bell.ring(2)
    expect(ring.mock.calls).toEqual([[1], [2]])
    expect(stop).not.toHaveBeenCalled()
  })

  test('is ended by what `on` gave back, and only that one', () => {
    const bell = new Bell()
    const ring = vi.fn()
    const end = bell.on('ring', ring)
    bell.on('ring', ring)
    end()
    end()
    bell.ring(1)
    expect(ring).toHaveBeenCalledTimes(1)
  })

  test('is ended by `off`, by itself or with all others of its name', () => {
    const bell = new Bell()
    const [one, two, three] = [vi.fn(), vi.fn(), vi.fn()]
    bell.on('ring', one)
    bell.on('ring', two)
    bell.once('ring', three)
    bell.off('ring', one)
    bell.ring(1)
    expect([one, two, three].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1])
    bell.off('ring')
    bell.ring(2)
    expect([one, two, three].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 1])
  })

  test('of `once` hears one event, or none where it is taken back', () => {
    const bell = new Bell()
    const [ring, never] = [vi.fn(), vi.fn()]
    bell.once('ring', ring)
    bell.once('ring', never)()
    bell.ring(1)
    bell.ring(2)
    expect(ring.mock.calls).toEqual([[1]])
    expect(never).not.toHaveBeenCalled()
  })
})

describe('a listener that throws', () => {
  const oops = new Error('oops')

  test('disturbs neither the others nor whoever emits, and is reported', () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    const bell = new Bell()
    const after = vi.fn()
    bell.on('ring', () => {
      throw oops
    })
    bell.on('ring', after)
    bell.ring(1)
    expect(after).toHaveBeenCalledWith(1)
    expect(report).toHaveBeenCalledWith(oops)
  })

  test('is written to the console where nothing else takes reports', () => {
    vi.stubGlobal('reportError', undefined)
    const write = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => {
      vi.unstubAllGlobals()
      write.mockRestore()
    })
    const bell = new Bell()
    bell.on('ring', () => {
      throw oops
    })
    bell.ring(1)
    expect(write).toHaveBeenCalledWith(oops)
  })
})
