import type { HeldMessage, ReportedMessage, Sanction } from '@chat/sdk/moderation'
import { createConversation, TODAY } from './conversation.ts'
import { people } from './people.ts'

const { ada, ben, layla, mod, yuki, long } = people

/** What moderators look at. */
export type Desk = { reports: ReportedMessage[]; held: HeldMessage[]; sanctions: Sanction[] }

export const noDesk: Desk = { reports: [], held: [], sanctions: [] }

const at = `${TODAY}T09:05:00.000Z`

const around = createConversation([
  [ada, '09:00', 'Which soil do you use for cacti?'],
  [long, '09:01', 'Cheap pots! https://example.org/pots/a-very-long-address-of-a-shop?ref=1234567'],
  [yuki, '09:02', 'Half pumice, half compost.'],
])
const [, advert] = around

export const desk: Desk = {
  reports: advert
    ? [
        {
          id: advert.id,
          message: advert,
          context: around,
          reports: [
            { by: yuki, reason: 'Advertising or spam: third time today', at },
            { by: layla, reason: 'إعلان أو رسائل مزعجة', at },
          ],
          at,
        },
      ]
    : [],
  held: [
    {
      id: 'held',
      user: layla,
      text: 'مرحبا، هل يمكنني الانضمام؟',
      at,
      reason: 'A visitor who is new',
    },
  ],
  sanctions: [
    {
      id: 'mute',
      type: 'mute',
      user: ben,
      at,
      until: `${TODAY}T10:05:00.000Z`,
      by: mod,
      reason: 'Please no shouting',
    },
    { id: 'ban', type: 'ban', user: long, at, by: mod },
  ],
}
