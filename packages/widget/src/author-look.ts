/** A hue for a user, the same everywhere: FNV-1a over the id, in steps that people can tell apart. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  }
  return ((hash >>> 0) % 24) * 15
}

/** A short piece of the id, by which two members of one name are told apart. */
export function tagOf(id: string): string {
  return `#${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 4)}`
}

/** The first letter of a name, for an avatar. */
export function initialOf(name: string): string {
  return (Array.from(name.normalize('NFC'))[0] ?? '?').toLocaleUpperCase()
}
