import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

type Reply = {
  id?: number
  method?: string
  params?: object
  result?: Record<string, unknown>
  error?: { message: string }
}

/** Speaks to a browser that was started with `--remote-debugging-pipe`: to the whole of it, not to a page. */
export class DevtoolsPipe {
  /** What the browser tells unasked, by its method. */
  readonly events = new EventEmitter<Record<string, [params: object]>>()
  readonly #input: Writable
  readonly #pending = new Map<number, (reply: Reply) => void>()
  #nextId = 1
  #rest = ''

  constructor({ stdio }: ChildProcess) {
    this.#input = stdio[3] as Writable
    const output = stdio[4] as Readable
    // A message ends with a zero.
    output.setEncoding('utf8').on('data', (text: string) => {
      const messages = `${this.#rest}${text}`.split('\0')
      this.#rest = messages.pop() ?? ''
      for (const message of messages) this.#receive(JSON.parse(message) as Reply)
    })
  }

  async ask(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = this.#nextId++
    const reply = new Promise<Reply>((resolve) => this.#pending.set(id, resolve))
    this.#input.write(`${JSON.stringify({ id, method, params })}\0`)
    const { result, error } = await reply
    if (!result) throw new Error(`${method}: ${error?.message}`)
    return result
  }

  #receive(reply: Reply): void {
    const { id, method, params = {} } = reply
    if (method !== undefined) this.events.emit(method, params)
    if (id === undefined) return
    this.#pending.get(id)?.(reply)
    this.#pending.delete(id)
  }
}
