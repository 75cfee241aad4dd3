import type { ChatClient, ChatStorage, Room } from '@chat/sdk'
import { randomUUID } from 'node:crypto'
import type { TcpProxy } from '../tcp-proxy.ts'
import type { SeededRandom } from './random.ts'
import type { Recorder } from './recorder.ts'

type Wiring = {
  name: string
  /** Of Node's build, or of that which browsers load. */
  Client: typeof ChatClient
  proxy: TcpProxy
  rooms: readonly string[]
  random: SeededRandom
  recorder: Recorder
}

type Following = { room: Room; stop: (atEnd: boolean) => void }

const ACTIONS = {
  send: 60,
  edit: 10,
  delete: 5,
  react: 12,
  typing: 4,
  rename: 1,
  history: 3,
  move: 4,
  reload: 2,
}
const EMOJI = ['👍', '🎉', '❤️']

/** Somebody who chats, with a connection of their own that may fail at any time. */
export class Participant {
  readonly name: string
  readonly proxy: TcpProxy
  readonly #Client: typeof ChatClient
  readonly #rooms: readonly string[]
  readonly #random: SeededRandom
  readonly #recorder: Recorder
  /** What is left of a page when it is loaded again. */
  readonly #storage = new MemoryStorage()
  readonly #following = new Map<string, Following>()
  readonly #sent: { room: string; id: string }[] = []
  #client: ChatClient
  #count = 0

  constructor({ name, Client, proxy, rooms, random, recorder }: Wiring) {
    this.name = name
    this.#Client = Client
    this.proxy = proxy
    this.#rooms = rooms
    this.#random = random
    this.#recorder = recorder
    this.#client = this.#createClient()
  }

  /** Enters the first rooms. Resolves when in. */
  async begin(): Promise<void> {
    await Promise.all(this.#rooms.slice(0, 2).map((name) => this.#enter(name)))
  }

  /** Does one thing, as chance has it. Never waits. */
  act(): void {
    const room = this.#random.pick([...this.#following.values()])?.room
    const action = this.#random.weighted(ACTIONS)
    if (action === 'reload') return this.#reload()
    if (action === 'move') return this.#move()
    if (action === 'rename') {
      return this.#recorder.expect(this.#client.setName(`${this.name} ${(this.#count += 1)}`))
    }
    if (!room || room.status === 'idle' || !this.#client.user) return
    if (action === 'typing') return room.setTyping(this.#random.next() < 0.5)
    if (action === 'history') return this.#recorder.expect(room.loadOlder(20))
    if (action === 'react') return this.#react(room)
    if (action === 'send') return this.#send(room)
    this.#change(room, action)
  }

  get client(): ChatClient {
    return this.#client
  }

  /** The rooms this one is in. */
  get rooms(): Room[] {
    return [...this.#following.values()].map(({ room }) => room)
  }

  /** Writes down what is held now. Nothing is followed any more. */
  conclude(): void {
    for (const { stop } of this.#following.values()) stop(true)
  }

  #createClient(): ChatClient {
    return new this.#Client({
      url: this.proxy.url,
      name: this.name,
      storage: this.#storage,
      storageKey: 'session',
      requestTimeoutMs: 3_000,
    })
  }

  #enter(name: string): Promise<void> {
    const room = this.#client.room(name)
    const stop = this.#recorder.follow(this.name, room, () => this.#client.user)
    this.#following.set(name, { room, stop })
    const joined = room.join().then(
      () => {},
      () => {},
    )
    this.#recorder.expect(joined)
    return joined
  }

  /** Leaves a room, or enters one. */
  #move(): void {
    const away = this.#rooms.filter((name) => !this.#following.has(name))
    const name = this.#random.pick(this.#rooms)
    if (name === undefined) return
    const following = this.#following.get(name)
    if (!following) void this.#enter(name)
    // Somebody is always somewhere.
    else if (away.length + 1 < this.#rooms.length) {
      following.stop(false)
      this.#following.delete(name)
      this.#recorder.expect(following.room.leave())
    }
  }

  /** The page goes, with all that was not sent, and comes again with what it had stored. */
  #reload(): void {
    const names = [...this.#following.keys()]
    for (const { stop } of this.#following.values()) stop(false)
    this.#following.clear()
    this.#recorder.expect(this.#client.close())
    this.#client = this.#createClient()
    for (const name of names) void this.#enter(name)
  }

  #send(room: Room): void {
    const user = this.#client.user?.id
    if (user === undefined) return
    const id = randomUUID()
    const text = `${this.name} says ${(this.#count += 1)}`
    this.#sent.push({ room: room.name, id })
    this.#recorder.ask(
      { type: 'message', room: room.name, user, id, text },
      room.send(text, { id }),
    )
  }

  #change(room: Room, type: 'edit' | 'delete'): void {
    const own = this.#sent.filter((each) => each.room === room.name)
    const id = this.#random.pick(own)?.id
    const user = this.#client.user?.id
    if (id === undefined || user === undefined) return
    if (type === 'delete') {
      this.#recorder.ask({ type, room: room.name, user, id }, room.delete(id))
    } else {
      const text = `${this.name} means ${(this.#count += 1)}`
      this.#recorder.ask({ type, room: room.name, user, id, text }, room.edit(id, text))
    }
  }

  #react(room: Room): void {
    const id = this.#random.pick(room.messages)?.id
    const emoji = this.#random.pick(EMOJI)
    const user = this.#client.user?.id
    if (id === undefined || emoji === undefined || user === undefined) return
    const on = this.#random.next() < 0.7
    this.#recorder.ask(
      { type: 'react', room: room.name, user, id, emoji, on },
      room.react(id, emoji, on),
    )
  }
}

class MemoryStorage implements ChatStorage {
  readonly #values = new Map<string, string>()

  get(key: string): string | null {
    return this.#values.get(key) ?? null
  }

  set(key: string, value: string): void {
    this.#values.set(key, value)
  }

  remove(key: string): void {
    this.#values.delete(key)
  }
}
