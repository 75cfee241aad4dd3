import type { ToolsHost } from './tools.js'

/** A name that has these beside names of the other direction is isolated, so that they do not change places. */
const RTL = /[\u0590-\u08ff]/
/** More than these are counted rather than named, beside the button that counts them. */
const MOST_BESIDE = 5

/** Puts the names of those who reacted into the `title` of the button that counts them. */
export function nameReaction(
  host: ToolsHost,
  { id, emoji, button }: { id: string; emoji: string; button: HTMLElement },
): void {
  const message = host.controller.snapshot.messages.find((each) => each.id === id)
  button.title = reactionNames(host, message?.reactions?.[emoji] ?? [], MOST_BESIDE)
}

/** The names of those with these ids, the visitor first, and how many there are besides. */
export function reactionNames(
  { controller, locale, words }: ToolsHost,
  ids: readonly string[],
  most: number,
): string {
  const { snapshot, user } = controller
  const people = [...snapshot.messages.map((each) => each.user), ...snapshot.members.list]
  const known = new Map(people.map((each) => [each.id, each.name]))
  const isOwn = (each: string) => Number(each === user?.id)
  if (user) known.set(user.id, locale().you)
  // Of those who are neither here nor have written what is loaded there is only a number.
  const names = ids
    .toSorted((a, b) => isOwn(b) - isOwn(a))
    .flatMap((each) => known.get(each) ?? [])
    .slice(0, most)
    .map((name) => (words().reading === 'rtl' || RTL.test(name) ? `\u2068${name}\u2069` : name))
  const rest = ids.length - names.length
  const all = rest > 0 ? [...names, locale().otherPeople(rest)] : names
  return new Intl.ListFormat(words().language).format(all)
}
