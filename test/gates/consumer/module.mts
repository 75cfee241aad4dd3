// What a user of the published packages writes, as an ES module.
import { createServer } from 'node:http'
import { ChatClient, type Message, type Room } from '@chat/sdk'
import { createChatServer } from '@chat/server'
import { ChatRoomElement } from '@chat/widget'

export async function greet(): Promise<Message> {
  const client = new ChatClient({ url: 'https://chat.example.com' })
  const room: Room = await client.join('support')
  room.on('message', (message) => {
    const text: string = message.text
    // @ts-expect-error: a text is no number, and not `any` either
    const wrong: number = message.text
    return [text, wrong]
  })
  return room.send('Hello')
}

// @ts-expect-error: an address is a string
export const wrongOption = new ChatClient({ url: 5 })

// @ts-expect-error: a function that makes a server is no string, and not `any` either
export const wrongServer: string = createChatServer

// @ts-expect-error: an element class is no string, and not `any` either
export const wrongElement: string = ChatRoomElement

export { createServer }
