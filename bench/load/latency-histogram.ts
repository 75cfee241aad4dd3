const BUCKETS_PER_DOUBLING = 64

/** Latencies in microseconds, kept within about one per cent. */
export class LatencyHistogram {
  readonly #counts: number[] = []
  #total = 0

  add(microseconds: number): void {
    const bucket = Math.round(Math.log2(Math.max(1, microseconds)) * BUCKETS_PER_DOUBLING)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total += 1
  }

  get total(): number {
    return this.#total
  }

  /** `share` between 0 and 1, in milliseconds; NaN where nothing was added. */
  quantileMs(share: number): number {
    let seen = 0
    for (let bucket = 0; bucket < this.#counts.length; bucket += 1) {
      seen += this.#counts[bucket] ?? 0
      if (seen > 0 && seen >= share * this.#total)
        return 2 ** (bucket / BUCKETS_PER_DOUBLING) / 1000
    }
    return NaN
  }
}
