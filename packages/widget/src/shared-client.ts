import type { ChatClient, Room } from '@chat/sdk'
import { VisitorStorage } from './visitor-storage.js'

/** A room of a client that all elements of the page share. */
export type SharedRoom = {
  client: ChatClient
  storage: VisitorStorage
  room: Room
  /** This element is done with it. The last one leaves the room, and with the last room the connection ends. */
  release: () => void
}

type CreateClient = (storage: VisitorStorage) => ChatClient
type Entry = { client: ChatClient; storage: VisitorStorage; uses: Map<string, number> }

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
  createClient: CreateClient,
): SharedRoom {
  const entry = clients.get(server) ?? createEntry(server, createClient)
  const room = entry.client.room(roomName)
  clients.set(server, entry)
  entry.uses.set(room.name, (entry.uses.get(room.name) ?? 0) + 1)

  let isReleased = false
  const release = () => {
    if (isReleased) return
    isReleased = true
    releaseRoom(server, entry, room)
  }
  return { client: entry.client, storage: entry.storage, room, release }
}

function createEntry(server: string, createClient: CreateClient): Entry {
  const storage = storages.get(server) ?? new VisitorStorage()
  storages.set(server, storage)
  return { client: createClient(storage), storage, uses: new Map() }
}

function releaseRoom(server: string, entry: Entry, room: Room): void {
  const uses = (entry.uses.get(room.name) ?? 0) - 1
  entry.uses.set(room.name, uses)
  if (uses > 0) return
  entry.uses.delete(room.name)
  const isLast = entry.uses.size === 0
  if (isLast) clients.delete(server)
  void room.leave().then(() => (isLast ? entry.client.close() : undefined))
}
