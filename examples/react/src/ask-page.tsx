import { useState } from 'react'
import { SERVER } from './server'

/** The room of the widget. On other pages it is not there; coming back, the conversation goes on. */
export function AskPage() {
  const [count, setCount] = useState(0)
  return (
    <>
      <p>
        {count === 0
          ? 'We answer from six in the morning.'
          : `Said since you came: ${count.toLocaleString('en')}`}
      </p>
      <chat-room
        room="bakery"
        server={SERVER}
        strings={{ placeholder: 'Ask the baker' }}
        onchat-message={() => setCount((before) => before + 1)}
      />
    </>
  )
}
