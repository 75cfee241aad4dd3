import { createConversation, idOf } from './conversation.ts'
import { desk, noDesk } from './desk.ts'
import { morning } from './morning.ts'
import { people } from './people.ts'
import type { Scene } from './scene.ts'

const { me, ada, ben, yuki } = people

const hidden = createConversation([
  [ada, '09:00', 'Good morning!'],
  [ben, '09:01', '', { hidden: true }],
  [yuki, '09:02', 'Well.', { replyTo: idOf(2) }],
])

const locked = { code: 'password_required', message: 'The room has a password.' }
const moderating: Pick<Scene, 'you' | 'desk'> = { you: { role: 'moderator' }, desk }

/** What keeps a room civil: for visitors, and for those who moderate. */
export const civilityScenes: Record<string, Scene> = {
  bannedFor: {
    title: 'Banned for a time, and told why',
    joinRefusal: { code: 'banned', retryAfter: 86_400_000, reason: 'Adverts, again and again' },
  },
  password: { title: 'A room with a password', joinRefusal: locked },
  passwordWrong: {
    title: 'A wrong password',
    joinRefusal: locked,
    steps: [
      { click: '.notice .button' },
      { fill: 'open', in: '[part=password-input]' },
      { click: '.name-form [type=submit]' },
      { wait: '[aria-invalid=true]' },
    ],
  },
  muted: {
    title: 'Muted',
    ...morning,
    you: { mutedUntil: '2026-11-02T09:20:00.000Z', muteReason: 'Please no shouting' },
  },
  held: {
    title: 'Waits for a moderator',
    ...morning,
    refusal: { code: 'held', message: 'Held.' },
    steps: [{ type: 'May I bring my cat?' }, { press: 'Enter' }, { wait: '.pending .meta' }],
  },
  hidden: {
    title: 'Hidden until a moderator has looked',
    messages: hidden,
    members: [me, ada, ben],
  },
  reporting: {
    title: 'Reporting a message',
    ...morning,
    steps: [
      { click: `[data-id="${idOf(7)}"] .more` },
      { click: '.menu > [role=menuitem]:last-child' },
      { wait: '.popup.form' },
    ],
  },
  ignored: {
    title: 'Who is ignored',
    ...morning,
    steps: [
      { click: `[data-id="${idOf(7)}"] .more` },
      { click: '.menu > [role=menuitem]:nth-last-child(2)' },
      { click: '.count' },
      { wait: '.members' },
    ],
  },
  menuOfModerator: {
    title: 'The menu of a moderator',
    ...morning,
    ...moderating,
    steps: [{ click: `[data-id="${idOf(7)}"] .more` }, { wait: '.menu' }],
  },
  sanctioning: {
    title: 'Muting or banning',
    ...morning,
    ...moderating,
    steps: [
      { click: `[data-id="${idOf(7)}"] .more` },
      { click: '.menu > [role=menuitem]:last-child' },
      { click: '.form label:nth-of-type(2) input' },
      { wait: '[type=checkbox]' },
    ],
  },
  desk: {
    title: 'The desk of a moderator',
    ...morning,
    ...moderating,
    steps: [{ click: '.desk-button' }, { wait: '.desk li' }],
  },
  deskRules: {
    title: 'The desk, further down',
    ...morning,
    ...moderating,
    steps: [{ click: '.desk-button' }, { wait: '.desk li' }, { end: '.desk-body' }],
  },
  deskEmpty: {
    title: 'A desk with nothing on it',
    ...morning,
    ...moderating,
    desk: noDesk,
    steps: [{ click: '.desk-button' }, { wait: '.desk section:nth-of-type(4)' }],
  },
}
