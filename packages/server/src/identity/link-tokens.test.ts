import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { LinkTokens } from './link-tokens.js'

const tokens = new LinkTokens(randomBytes(32))

// Three, for a character of base64 stands for a part of one of three.
test.each(['tea', 'чат', '聊天', '~', 'a~', 'aa~', 'a~~~b'].map((name) => `room${name}`))(
  'a browser reads by itself which room a token is for: %s',
  async (room) => {
    const token = await tokens.issue({ id: 'link', room, until: Date.now() + 60_000 })

    const claims = JSON.parse(atob(token.split('.')[1] ?? '')) as { room: string }
    expect(decodeURIComponent(claims.room)).toBe(room)
    expect(await tokens.verify(token)).toMatchObject({ id: 'link', room })
  },
)
