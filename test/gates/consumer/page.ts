// What a user of the published packages writes for a bundler.
import '@chat/widget/define'
import '@chat/widget/define-launcher'
import { ChatClient } from '@chat/sdk'
import { ChatRoomElement } from '@chat/widget'

const found = document.querySelector('chat-room')
export const element: ChatRoomElement | null = found

// @ts-expect-error: an element is no string, and not `any` either
export const wrongElement: string = found ?? new ChatRoomElement()

// @ts-expect-error: a client is no string, and not `any` either
export const wrongClient: string = new ChatClient({ url: location.origin })
