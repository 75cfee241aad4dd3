// Runs named steps, says how long each took, and keeps the totals.

export class Steps {
  #totals = { passed: 0, failed: 0, skipped: 0 }
  #failures = []

  /** `action` gives true or false, or counts of its own: `{ passed, failed, skipped, failures }`. */
  async run(name, action) {
    console.log(`\n▸ ${name}`)
    return this.#take(name, action)
  }

  /** Steps of one core each, at the same time. */
  async runTogether(actions) {
    const named = Object.entries(actions)
    console.log(`\n▸ ${named.map(([name]) => name).join(', ')}`)
    await Promise.all(named.map(([name, action]) => this.#take(name, action)))
  }

  async #take(name, action) {
    const startedAt = Date.now()
    const result = await action()
    const counts = typeof result === 'boolean' ? { [result ? 'passed' : 'failed']: 1 } : result
    for (const key of Object.keys(this.#totals)) this.#totals[key] += counts[key] ?? 0
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    const isOk = !counts.failed
    const { failures = [] } = counts
    if (failures.length > 0) this.#failures.push(...failures.map((each) => `${name}: ${each}`))
    else if (!isOk) this.#failures.push(name)
    console.log(`${isOk ? '✓' : '✗'} ${name}: ${isOk ? 'ok' : 'failed'} (${seconds} s)`)
    return isOk
  }

  /** Prints what failed and, alone on the last line, the totals, and sets the exit code. */
  finish() {
    const { passed, failed, skipped } = this.#totals
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1
    if (failed > 0)
      console.log(`\nFailed:\n${this.#failures.map((each) => `  ${each}`).join('\n')}`)
    const tail = skipped > 0 ? `, ${skipped} skipped` : ''
    console.log(`\n${passed} passed, ${failed} failed${tail}`)
  }
}
