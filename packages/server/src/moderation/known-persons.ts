import type { Person } from './person.js'

/** Most marks of somebody; the oldest go. */
const MAX_MARKS = 20
/** Most persons who are remembered after they have gone. */
const MAX_GONE = 10_000

/**
 * Whoever is connected here, and whoever was lately: so that a ban finds the marks of somebody who has just left. In
 * memory alone.
 */
export class KnownPersons {
  readonly #persons = new Map<string, { person: Person; connections: number }>()
  readonly #gone = new Set<string>()

  enter(person: Person): void {
    const { id } = person.user
    const known = this.#persons.get(id)
    const connections = known?.connections ?? 0
    // A second connection may come from another network, and a ban is to find both.
    const all = known && connections > 0 ? withMarksOf(person, known.person) : person
    this.#persons.set(id, { person: all, connections: connections + 1 })
    this.#gone.delete(id)
  }

  leave(id: string): void {
    const entry = this.#persons.get(id)
    if (!entry) return
    entry.connections -= 1
    if (entry.connections > 0) return
    this.#gone.add(id)
    const [oldest] = this.#gone
    if (this.#gone.size <= MAX_GONE || oldest === undefined) return
    this.#gone.delete(oldest)
    this.#persons.delete(oldest)
  }

  get(id: string): Person | undefined {
    return this.#persons.get(id)?.person
  }
}

function withMarksOf(person: Person, { marks: before }: Person): Person {
  const isKnown = before.every((mark) => person.marks.includes(mark))
  if (isKnown) return person
  return { ...person, marks: [...new Set([...before, ...person.marks])].slice(-MAX_MARKS) }
}
