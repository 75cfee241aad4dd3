'use client'

import { useState } from 'react'
import '@chat/widget/define'
import '@chat/widget/react'

/** The chat server: the one that `npm start` runs, unless the build is told of another. */
const SERVER = process.env.NEXT_PUBLIC_CHAT_SERVER ?? 'http://localhost:3000'

/**
 * Rendered on the server as an empty element, which comes to life in the browser. On other pages it is not there; coming
 * back, the conversation goes on.
 */
export function BakeryRoom() {
  const [count, setCount] = useState(0)
  return (
    <>
      <p>{count === 0 ? 'We answer from six in the morning.' : `Said since you came: ${count}`}</p>
      <chat-room
        room="bakery"
        server={SERVER}
        strings={{ placeholder: 'Ask the baker' }}
        onchat-message={() => setCount((before) => before + 1)}
      />
    </>
  )
}
