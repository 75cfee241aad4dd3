import type { ChatClient, Room } from '@chat/sdk'
import { UnsentMessages } from './unsent-messages.js'
import { VisitorStorage } from './visitor-storage.js'

/** A room of a client that all elements of the page share. */
export type SharedRoom = {
  client: ChatClient
  storage: VisitorStorage
  room: Room
  unsent: UnsentMessages
  /** This element is done with it. The last one leaves the room, and with the last room the connection ends. */
  release: () => void
}

type CreateClient = (storage: VisitorStorage) => ChatClient
type Entry = { client: ChatClient; storage: VisitorStorage; uses: Map<string, Use> }
/** What the elements of one room share. */
type Use = { count: number; unsent: UnsentMessages; listeners: Set<() => void> }

const clients = new Map<string, Entry>()
// Kept for the life of the page: a visitor who has written nothing yet stays the same one from view to view.
const storages = new Map<string, VisitorStorage>()

/**
 * The room, over one connection for each server however many elements there are.
 *
 * @throws ChatError `invalid_room`
 */
export function useSharedRoom(
  server: string,
  roomName: string,
  options: { createClient: CreateClient; onUnsentElsewhere: () => void },
): SharedRoom {
  const { createClient, onUnsentElsewhere } = options
  const entry = clients.get(server) ?? createEntry(server, createClient)
  const { client, storage, uses } = entry
  const room = client.room(roomName)
  clients.set(server, entry)
  const use = uses.get(room.name) ?? createUse(entry, room, `${server} ${room.name}`)
  uses.set(room.name, use)
  use.count += 1
  use.listeners.add(onUnsentElsewhere)

  let isReleased = false
  const release = () => {
    if (isReleased) return
    isReleased = true
    use.listeners.delete(onUnsentElsewhere)
    use.count -= 1
    if (use.count === 0) releaseRoom(server, entry, room)
  }
  return { client, storage, room, unsent: use.unsent, release }
}

function createEntry(server: string, createClient: CreateClient): Entry {
  const storage = storages.get(server) ?? new VisitorStorage(server)
  storages.set(server, storage)
  return { client: createClient(storage), storage, uses: new Map() }
}

function createUse({ client, storage }: Entry, room: Room, key: string): Use {
  const listeners = new Set<() => void>()
  const onChange = () => listeners.forEach((listen) => listen())
  return {
    count: 0,
    unsent: new UnsentMessages(client, room, { storage, key, onChange }),
    listeners,
  }
}

function releaseRoom(server: string, { client, uses }: Entry, room: Room): void {
  uses.get(room.name)?.unsent.stop()
  uses.delete(room.name)
  const isLast = uses.size === 0
  if (isLast) clients.delete(server)
  void room.leave().then(() => (isLast ? client.close() : undefined))
}
