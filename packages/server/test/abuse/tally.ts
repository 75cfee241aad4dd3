import { afterAll } from 'vitest'

const lines: string[] = []

/** Notes what became of an attack, for the table at the end of the run. */
export function note(scenario: string, conditions: string, outcome: string): void {
  lines.push(`${scenario} | ${conditions} | ${outcome}`)
}

/** Prints everything that was noted in this file. */
export function printAtTheEnd(): void {
  afterAll(() => {
    process.stdout.write(`\nAttack | against | what came of it\n${lines.splice(0).join('\n')}\n\n`)
  })
}
