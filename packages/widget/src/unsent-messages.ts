import type { ChatClient, PendingMessage, Room, RoomStatus } from '@chat/sdk'
import type { VisitorStorage } from './visitor-storage.js'

type Kept = Pick<PendingMessage, 'id' | 'text' | 'replyTo' | 'createdAt'>

const NONE: readonly PendingMessage[] = []

/**
 * Keeps what the visitor wrote and the server does not have yet beyond the life of the page, and sends it once.
 *
 * Each tab keeps a list of its own, under a key that it holds a Web Lock for. A list whose lock is free belongs to a tab
 * that is gone: whoever gets the lock takes the messages over. Where there are no locks a list may be sent by two tabs;
 * its messages keep their ids, so that the server stores each once all the same.
 */
export class UnsentMessages {
  readonly #client: ChatClient
  readonly #room: Room
  readonly #storage: VisitorStorage
  readonly #prefix: string
  readonly #tab = Math.random().toString(36).slice(2)
  readonly #onChange: () => void
  readonly #stops: (() => void)[]
  /** Keys of other tabs whose locks are waited for. */
  readonly #awaited = new Set<string>()
  #user: string | undefined
  #status: RoomStatus = 'idle'
  #kept: readonly PendingMessage[] = NONE
  /** Gives the lock of the own list back. */
  #letGo: (() => void) | undefined
  #isWritten: Promise<void> | undefined
  #elsewhere = NONE

  constructor(
    client: ChatClient,
    room: Room,
    { storage, key, onChange }: { storage: VisitorStorage; key: string; onChange: () => void },
  ) {
    this.#client = client
    this.#room = room
    this.#storage = storage
    this.#onChange = onChange
    this.#prefix = `chat:unsent:${key}:`
    this.#stops = [
      room.subscribe(() => this.#follow()),
      client.on('user', () => this.#follow()),
      storage.subscribe((key) => {
        if (key.startsWith(this.#prefix)) this.#look()
      }),
    ]
    this.#look()
    this.#follow()
  }

  /** What other tabs are about to send. */
  get elsewhere(): readonly PendingMessage[] {
    return this.#elsewhere
  }

  /** What is kept stays, for the next who comes. */
  stop(): void {
    for (const stop of this.#stops) stop()
    this.#letGo?.()
  }

  get #key(): string {
    return `${this.#prefix}${this.#user}:${this.#tab}`
  }

  #follow(): void {
    const { pending, status } = this.#room
    const user = this.#client.user?.id
    // A room that is left has dropped what it had; the visitor has not.
    if (status === 'left') return
    if (user !== this.#user || status !== this.#status) {
      this.#user = user
      this.#status = status
      this.#look()
    }
    if (user === undefined || pending === this.#kept) return
    this.#kept = pending
    if (pending.length === 0) this.#forget()
    else if (this.#letGo) this.#write()
    else this.#hold()
  }

  /** First the lock, then the list: nobody takes it for that of a tab that is gone. */
  #hold(): void {
    const over = new Promise<void>((resolve) => (this.#letGo = resolve))
    this.#isWritten = new Promise((resolve) => {
      void withLock(this.#key, () => {
        if (this.#kept.length > 0) this.#write()
        resolve()
        return over
      })
    })
  }

  #write(): void {
    const kept = this.#kept.map(({ id, text, replyTo, createdAt }) => {
      return { id, text, createdAt, ...(replyTo !== undefined && { replyTo }) }
    })
    this.#storage.set(this.#key, JSON.stringify(kept))
  }

  #forget(): void {
    this.#storage.remove(this.#key)
    this.#letGo?.()
    this.#letGo = undefined
  }

  /** Shows what other tabs have, and waits until they are gone. */
  #look(): void {
    // Who the visitor is turns out with the first connection; until then it is taken for theirs.
    const prefix = this.#user === undefined ? this.#prefix : `${this.#prefix}${this.#user}:`
    const keys = this.#storage.keys(prefix).filter((key) => key !== this.#key)
    for (const key of this.#user === undefined ? [] : keys) {
      if (this.#awaited.has(key)) continue
      this.#awaited.add(key)
      void withLock(key, () => this.#takeOver(key)).then(() => this.#awaited.delete(key))
    }
    const elsewhere = keys.flatMap((key) => this.#read(key))
    this.#elsewhere = elsewhere.map((kept) => ({ ...kept, state: 'queued' }))
    this.#onChange()
  }

  async #takeOver(key: string): Promise<void> {
    const isOpen = ['joining', 'joined', 'recovering'].includes(this.#room.status)
    const messages = isOpen ? this.#read(key) : []
    if (messages.length === 0) return
    for (const { id, text, replyTo } of messages) {
      // A failure is shown with the message.
      this.#room.send(text, { id, ...(replyTo !== undefined && { replyTo }) }).catch(() => {})
    }
    // Never in no list at all.
    await this.#isWritten
    this.#storage.remove(key)
    this.#look()
  }

  #read(key: string): Kept[] {
    try {
      return JSON.parse(this.#storage.peek(key) ?? '[]') as Kept[]
    } catch {
      return []
    }
  }
}

/** Runs the work while this tab alone has the lock. Locks exist on secure pages only. */
async function withLock(name: string, work: () => Promise<void> | undefined): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks) await locks.request(name, work)
  else await work()
}
