import { createConversation } from './conversation.ts'
import { people } from './people.ts'
import type { Scene } from './scene.ts'

const { me, ada, ben, host } = people

const chat = createConversation([
  [ada, '2026-11-01T17:42', 'Has anyone repotted a fig this late in the year?'],
  [host, '2026-11-01T17:50', 'Better wait until March. Keep it cool and fairly dry until then.'],
  [ada, '08:58', 'Thanks! Then it stays where it is.', { reactions: { '👍': [me.id, host.id] } }],
  [ben, '09:03', 'Good morning 🌱'],
  [ben, '09:03', 'The seed swap is on Saturday, 10 to 12, in the glass house.'],
  [
    me,
    '09:05',
    'I will bring beans and a few tomatoes.',
    { reactions: { '🍅': [ben.id, ada.id] } },
  ],
  [ada, '09:06', 'See https://example.org/seed-swap for the list.'],
  [me, '09:07', 'Perfect, see you there!'],
])

/** A room in which some people talk. */
export const morning: Required<Pick<Scene, 'messages' | 'members'>> = {
  messages: chat,
  members: [me, ada, ben, host],
}
