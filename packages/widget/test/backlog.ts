import { ChatClient, type Room } from '@chat/sdk'
import type { Stage } from './stage.js'

/** Somebody without a page, in a room until the test ends. */
export async function joinAs(stage: Stage, name: string, room: string): Promise<Room> {
  const client = new ChatClient({ url: stage.url, storage: null, name })
  stage.onLeave(() => client.close())
  return client.join(room)
}

/** Texts of different heights, so that rows are no grid. */
export function createTexts(count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    return `Message ${number}${'\nand more'.repeat(number % 4)}`
  })
}

/** Writes the texts in order; resolves when all are stored. */
export async function fillRoom(room: Room, texts: string[]): Promise<void> {
  await Promise.all(texts.map((text) => room.send(text)))
}
