import type { ToolsHost } from './tools.js'

/** More than these are counted rather than named. */
const MOST_NAMES = 5

/** Puts the names of those who reacted into the `title` of the button that counts them. */
export function nameReaction(
  { controller, locale, words }: ToolsHost,
  { id, emoji, button }: { id: string; emoji: string; button: HTMLElement },
): void {
  const { snapshot, user } = controller
  const message = snapshot.messages.find((each) => each.id === id)
  const ids = message?.reactions?.[emoji] ?? []
  const known = new Map(
    [...snapshot.messages.map(({ user }) => user), ...snapshot.members.list].map((each) => [
      each.id,
      each.name,
    ]),
  )
  const isOwn = (each: string) => Number(each === user?.id)
  if (user) known.set(user.id, locale().you)
  // Of those who are neither here nor have written what is loaded there is only a number.
  const names = ids
    .toSorted((a, b) => isOwn(b) - isOwn(a))
    .flatMap((each) => known.get(each) ?? [])
    .slice(0, MOST_NAMES)
  const rest = ids.length - names.length
  const all = rest > 0 ? [...names, locale().otherPeople(rest)] : names
  button.title = new Intl.ListFormat(words().language).format(all)
}
