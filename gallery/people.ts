import type { User } from '@chat/sdk'

const person = (id: string, name: string, role?: User['role']): User => ({
  id,
  name,
  ...(role && { role }),
})

/** Who is in the scenes. The visitor is `me`. Ids are fixed, and so are the colours that are made of them. */
export const people = {
  me: person('0f0e63c2b0c84f7c8a1d2a3b4c5d6e7f', 'Quiet Otter'),
  ada: person('5b1c9f3a7e2d4c6b8a0f1e2d3c4b5a69', 'Ada'),
  ben: person('a94d2c7be1f04835b6c7d8e9fa0b1c2d', 'Ben'),
  twin: person('c3f8a1d05b7e4f92a6b3c4d5e6f70819', 'Ben'),
  yuki: person('7d6e5f4c3b2a19080706f5e4d3c2b1a0', '雪 Yuki'),
  layla: person('e1d2c3b4a5968778695a4b3c2d1e0f10', 'ليلى'),
  mod: person('2b4d6f8091a3b5c7d9ebfd0f21436587', 'Robin', 'moderator'),
  host: person('9c8b7a6958473625140f3e2d1c0b9a88', 'Garden Team', 'host'),
  long: person('4e5f60718293a4b5c6d7e8f901234567', 'Maximiliane-Wilhelmine von Thurn'),
} as const
