import type { Person } from './person.js'

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
    const connections = this.#persons.get(id)?.connections ?? 0
    this.#persons.set(id, { person, connections: connections + 1 })
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
