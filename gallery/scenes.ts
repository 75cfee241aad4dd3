import { civilityScenes } from './civility-scenes.ts'
import { createConversation, idOf } from './conversation.ts'
import { morning } from './morning.ts'
import { people } from './people.ts'
import type { Scene } from './scene.ts'

const { me, ada, ben, twin, yuki, layla, mod, host, long } = people

const news = createConversation(
  [
    [ben, '09:08', 'By the way, who brings the tables?'],
    [host, '09:09', 'We have six, and two more if we need them.'],
  ],
  morning.messages.length,
)

const replies = createConversation([
  [ada, '09:00', 'Which soil do you use for cacti? Mine never seem to drain well enough.'],
  [yuki, '09:02', 'Half pumice, half compost.', { replyTo: idOf(1) }],
  [
    me,
    '09:04',
    'I do the same, with a little sand.',
    { replyTo: idOf(2), editedAt: '2026-11-02T09:05:00.000Z' },
  ],
  [ben, '09:06', '', { deleted: true }],
  [
    ada,
    '09:08',
    'That helps a lot.',
    {
      replyTo: idOf(4),
      reactions: {
        '❤️': [me.id, yuki.id],
        '🌵': [yuki.id, ben.id, mod.id],
        '👏': [ben.id],
      },
    },
  ],
])

const formatted = createConversation([
  [
    mod,
    '09:00',
    'Welcome to *Garden*. Please _be kind_, and:\n- one topic at a time\n- no adverts\n- pictures as links\n\nMore at https://example.org/rules.',
  ],
  [ben, '09:02', '> pictures as links\nWhy is that?'],
  [mod, '09:03', 'So that nobody has to see what they did not ask for. `Ctrl` + click opens one.'],
  [
    yuki,
    '09:04',
    'My watering plan:\n```\nfor plant in plants:\n    if plant.soil.is_dry():\n        plant.water(ml=200)  # never more\n```',
  ],
  [me, '09:05', '1. sow\n2. wait\n3. ~~panic~~ harvest'],
  [ada, '09:06', '🍅🍅🍅'],
])

const hard = createConversation([
  [long, '09:00', 'A name as long as names may be.'],
  [
    long,
    '09:01',
    `Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen${'verordnung'.repeat(6)}`,
  ],
  [twin, '09:02', 'I am the other Ben.'],
  [ben, '09:03', 'And I am the first: the tag and the colour tell us apart.'],
  [
    me,
    '09:04',
    `https://example.org/${'a-very-long-path/'.repeat(9)}?with=${'a-long-query'.repeat(4)}`,
  ],
  [layla, '09:05', 'مرحبا، هل يمكنني الانضمام؟ موقعي https://example.org هنا.'],
  [yuki, '09:06', 'もちろん！ようこそ。'],
  [me, '09:07', 'שלום לכולם and hello 👋🏽'],
  [ada, '09:08', '<b>not bold</b> <img src=x onerror=alert(1)>'],
])

export const scenes: Record<string, Scene> = {
  conversation: { title: 'A conversation', ...morning, typing: [ada] },
  empty: { title: 'Nothing written yet', members: [me] },
  replies: {
    title: 'Replies, reactions, edited, deleted',
    messages: replies,
    members: [me, ada, yuki, ben],
  },
  formatting: { title: 'Formatting', messages: formatted, members: [me, mod, ben, yuki, ada] },
  hard: {
    title: 'Long names, words, links; two of one name',
    messages: hard,
    members: [me, long, ben, twin, layla, yuki],
  },
  writing: {
    title: 'Writing',
    ...morning,
    steps: [{ type: 'I could bring some seedlings as well.\nThey are small,\nbut healthy.' }],
  },
  limit: { title: 'Near the limit', ...morning, steps: [{ type: 'word '.repeat(798) }] },
  sending: {
    title: 'On its way',
    ...morning,
    connection: 'silent',
    steps: [{ type: 'Is there room for two more?' }, { press: 'Enter' }],
  },
  tooFast: {
    title: 'Too fast',
    ...morning,
    refusal: { code: 'rate_limited', message: 'Too many messages.', retryAfter: 9_000 },
    steps: [
      { type: 'And one more thing' },
      { press: 'Enter' },
      { wait: '.pending .meta > :not(.state)' },
    ],
  },
  failed: {
    title: 'Refused',
    ...morning,
    refusal: { code: 'muted', message: 'You are muted.' },
    steps: [{ type: 'Hello?' }, { press: 'Enter' }],
  },
  naming: {
    title: 'Changing the name',
    ...morning,
    steps: [{ click: '.me' }, { wait: '.name-form' }],
  },
  menuOfOthers: {
    title: 'The menu of somebody else’s message',
    ...morning,
    steps: [{ click: `[data-id="${idOf(7)}"] .more` }, { wait: '.menu' }],
  },
  menuOfOwn: {
    title: 'The menu of an own message',
    ...morning,
    steps: [{ click: `[data-id="${idOf(8)}"] .more` }, { wait: '.menu' }],
  },
  picking: {
    title: 'Picking a reaction',
    ...morning,
    steps: [{ click: `[data-id="${idOf(7)}"] .more` }, { click: '.quick [role=menuitem]' }],
  },
  reacted: {
    title: 'Who reacted',
    messages: replies,
    members: [me, ada, yuki, ben],
    steps: [
      { click: `[data-id="${idOf(5)}"] .more` },
      { click: '.menu > [role=menuitem]:nth-of-type(3)' },
      { wait: '.reacted' },
    ],
  },
  deleting: {
    title: 'Deleting',
    ...morning,
    steps: [{ click: `[data-id="${idOf(8)}"] .more` }, { click: '.menu .danger' }],
  },
  replying: {
    title: 'Answering',
    ...morning,
    steps: [
      { click: `[data-id="${idOf(5)}"] .more` },
      { click: '.menu [data-first]' },
      { type: 'Is there parking nearby?' },
    ],
  },
  editing: {
    title: 'Editing',
    ...morning,
    steps: [{ wait: '.row.own' }, { focus: 'textarea' }, { press: 'ArrowUp' }],
  },
  unread: {
    title: 'New since one looked away',
    markup: '<chat-room room="Garden" hidden></chat-room>',
    ...morning,
    later: news,
    steps: [{ wait: '[part=unread]' }, { show: true }],
  },
  members: {
    title: 'Who is here; two of one name',
    messages: hard,
    members: [ben, me, long, twin, layla, yuki, host],
    memberCount: 9,
    steps: [{ click: '.count' }, { wait: '.members' }],
  },
  unlisted: {
    title: 'Who is here, in a crowd',
    ...morning,
    members: [],
    memberCount: 12_480,
    steps: [{ click: '.count' }, { wait: '.members' }],
  },
  readOnly: { title: 'Read-only', ...morning, isReadOnly: true },
  crowd: { title: 'A crowd', ...morning, memberCount: 12_480 },
  typing: { title: 'Several are typing', ...morning, typing: [ada, ben, yuki] },
  connecting: { title: 'Connecting', connection: 'silent', joinRefusal: 'silence' },
  unreachable: { title: 'No server', connection: 'refused' },
  lost: { title: 'The connection is lost', ...morning, connection: 'lost' },
  full: {
    title: 'The room is full',
    joinRefusal: { code: 'room_full', message: 'The room is full.' },
  },
  banned: { title: 'Banned', joinRefusal: 'banned' },
  ...civilityScenes,
  badName: {
    title: 'A room that cannot be',
    markup: '<chat-room room="no spaces here"></chat-room>',
  },
  noRoom: { title: 'No room given', markup: '<chat-room></chat-room>' },
  launcher: {
    title: 'Launcher',
    markup: '<chat-launcher room="Garden"></chat-launcher>',
    ...morning,
  },
  launcherOpen: {
    title: 'Launcher, open',
    markup: '<chat-launcher room="Garden"></chat-launcher>',
    ...morning,
    steps: [{ click: '[part=button]' }],
  },
}
