/** What only moderators read, in English; `{name}` is somebody's. */
export const english = {
  desk: 'Moderation',
  loading: 'Loading…',
  reports: 'Reported messages',
  noReports: 'Nothing is reported.',
  dismiss: 'It is fine',
  dismissed: 'The reports are closed.',
  deleted: 'The message is deleted.',
  held: 'Waiting messages',
  noHeld: 'Nothing waits.',
  approve: 'Let in',
  approved: 'The message is let in.',
  reject: 'Refuse',
  rejected: 'The message is refused.',
  sanctions: 'Mutes and bans',
  noSanctions: 'Nobody is muted or banned.',
  isMuted: 'Muted.',
  isBanned: 'Banned.',
  lift: 'Lift',
  lifted: 'It is lifted.',
  more: 'Show more',
  sanction: 'Mute or ban…',
  sanctionOf: 'Mute or ban {name}',
  mute: 'Mute: may read, not write',
  ban: 'Ban: may not be in the room',
  howLong: 'For how long',
  forever: 'until it is lifted',
  erase: 'Delete all that they wrote here',
  why: 'Why? They are told.',
  doMute: 'Mute',
  doBan: 'Ban',
  muted: '{name} is muted.',
  banned: '{name} is banned.',
  room: 'This room',
  lock: 'Only moderators write',
  hold: 'Every message waits for a moderator',
  slow: 'Time between messages',
  off: 'any',
  changed: 'It is changed.',
  clear: 'Delete all messages',
  reallyClear: 'Really delete all messages',
  cleared: 'All messages are deleted.',
}

export type DeskWords = Readonly<Record<keyof typeof english, string>>

/** A sentence with a name in it, which reads in its own direction. */
export function withName(sentence: string, name: string): string {
  return sentence.replace('{name}', () => `\u2068${name}\u2069`)
}
