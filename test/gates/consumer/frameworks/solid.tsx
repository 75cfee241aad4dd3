// What a user of the published packages writes in Solid.
import '@chat/widget/define'
import '@chat/widget/solid'

export const room = (
  <chat-room
    room="support"
    server="https://chat.example.com"
    theme="dark"
    strings={{ placeholder: 'Ask us' }}
    class="wide"
    ref={(element) => element.scrollToLatest()}
    on:chat-message={({ message }) => message.text.trim()}
  />
)
export const launcher = (
  <chat-launcher room="support" label="Ask us" on:chat-toggle={() => undefined} />
)

// @ts-expect-error: a room wants a name
export const nameless = <chat-room />
// @ts-expect-error: there is no such theme
export const purple = <chat-room room="support" theme="purple" />
const wrong = (event: { message: number }) => event.message
// @ts-expect-error: a message is no number, and not `any` either
export const misread = <chat-room room="support" on:chat-message={wrong} />
