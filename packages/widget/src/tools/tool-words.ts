import { createLocale } from '../locale/create-locale.js'
import type { Locale, Strings, ToolWords } from '../locale/locale.js'

export const english: Pick<Strings, keyof ToolWords> = {
  reply: 'Reply',
  copy: 'Copy text',
  copied: 'Copied',
  notCopied: 'The browser does not allow copying.',
  edit: 'Edit',
  delete: 'Delete',
  deleteForAll: 'Delete for everyone',
  password: 'Password',
  wrongPassword: 'This is not the password.',
  report: 'Report message',
  reportSpam: 'Advertising or spam',
  reportAbuse: 'Insults or threatens',
  reportOther: 'Something else',
  reportMore: 'What else should the moderators know?',
  reported: 'Thank you. A moderator will look at it.',
  ignore: 'Ignore this person',
  ignored: 'You no longer see what {name} writes.',
  unignore: 'Show again',
  react: 'Add a reaction',
  moreReactions: 'More reactions',
  back: 'Back',
  yourName: 'Your name',
  whoIsHere: 'Who is here',
  whoReacted: 'Who reacted',
  otherPeople: { one: '{count} other', other: '{count} others' },
  morePeople: { one: 'and {count} more', other: 'and {count} more' },
  unlisted: 'In a room this large names are not listed.',
  close: 'Close',
  looking: 'Looking for the message…',
  gone: 'The message is no longer there.',
}

/** A language with the words of the tools. */
export type FullLocale = Locale & ToolWords

/** The words of the room, and in English those that it does not know. */
export function withToolWords(locale: Locale): FullLocale {
  // Each is in `english`: its type says so.
  return { ...(createLocale('en', english) as FullLocale), ...locale }
}
