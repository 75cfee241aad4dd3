/** How many connections each address has. An address without any takes no memory. */
export class ConnectionCount {
  readonly #counts = new Map<string, number>()

  of(address: string): number {
    return this.#counts.get(address) ?? 0
  }

  enter(address: string): void {
    this.#counts.set(address, this.of(address) + 1)
  }

  leave(address: string): void {
    const count = this.of(address) - 1
    if (count > 0) this.#counts.set(address, count)
    else this.#counts.delete(address)
  }
}
