import { ChatClient, type Room } from '@chat/sdk'
import { useEffect, useSyncExternalStore } from 'react'
import { SERVER } from './server'

const client = new ChatClient({ url: SERVER })

/** A room as it is now; the component is drawn again whenever it is another. */
export function useRoom(name: string): Room['snapshot'] {
  // The same one every time. It stays joined, so that the next page has it at once.
  const room = client.room(name)
  useEffect(() => {
    room.join().catch((error: unknown) => console.warn(error))
  }, [room])
  return useSyncExternalStore(room.subscribe, () => room.snapshot)
}
