// Runs named steps, says how long each took, and keeps the totals.
import { runBehind } from './pnpm.mjs'

export class Steps {
  #totals = { passed: 0, failed: 0, skipped: 0 }
  #failures = []
  #isInFront = false
  #finishedBehind = []

  /** `action` gives true or false, or counts of its own: `{ passed, failed, skipped, failures }`. */
  async run(name, action) {
    console.log(`\n▸ ${name}`)
    this.#isInFront = true
    const { isOk, line } = await this.#take(name, action)
    this.#isInFront = false
    console.log(line)
    this.#tellOfFinished()
    return isOk
  }

  /**
   * Takes these steps one after the other behind those that `run` is given meanwhile, and gives what to wait for, by name.
   * Each `action` is given the function that runs a program: at the lowest priority, so that it has what the others leave,
   * and with its output kept. That is told of between the steps in front, some of which draw on a whole screen.
   */
  runBehind(actions) {
    console.log(`\n▸ ${Object.keys(actions).join(', ')}: behind what follows`)
    let before = Promise.resolve()
    const behind = {}
    for (const [name, action] of Object.entries(actions))
      behind[name] = before = before.then(() => this.#takeBehind(name, action))
    return behind
  }

  async #takeBehind(name, action) {
    const output = []
    const keep = (...command) => runBehind(output, ...command)
    const { line } = await this.#take(name, () => action(keep))
    this.#finishedBehind.push(`\n${Buffer.concat(output).toString()}${line}`)
    if (!this.#isInFront) this.#tellOfFinished()
  }

  async #take(name, action) {
    const startedAt = Date.now()
    const result = await attempt(action)
    const counts = typeof result === 'boolean' ? { [result ? 'passed' : 'failed']: 1 } : result
    for (const key of Object.keys(this.#totals)) this.#totals[key] += counts[key] ?? 0
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    const isOk = !counts.failed
    const { failures = [] } = counts
    if (failures.length > 0) this.#failures.push(...failures.map((each) => `${name}: ${each}`))
    else if (!isOk) this.#failures.push(name)
    return { isOk, line: `${isOk ? '✓' : '✗'} ${name}: ${isOk ? 'ok' : 'failed'} (${seconds} s)` }
  }

  #tellOfFinished() {
    for (const text of this.#finishedBehind.splice(0)) console.log(text)
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

/** What cannot even be begun has failed: nobody waits yet for a step behind others, and Node would end for it. */
async function attempt(action) {
  try {
    return await action()
  } catch (error) {
    console.error(error)
    return false
  }
}
