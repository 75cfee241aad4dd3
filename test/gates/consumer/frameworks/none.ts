// What a user of the published packages writes without a framework.
import '@chat/widget/define'
import '@chat/widget/define-launcher'

document.querySelector('chat-room')?.scrollToLatest()
document.querySelector('chat-launcher')?.addEventListener('chat-toggle', ({ target }) => target)
document.addEventListener('chat-message', ({ message }) => message.text.trim())

// @ts-expect-error: a launcher is no room
export const wrongElement: HTMLElementTagNameMap['chat-room'] =
  document.createElement('chat-launcher')
// @ts-expect-error: a message is no number, and not `any` either
document.addEventListener('chat-message', ({ message }: { message: number }) => message)
