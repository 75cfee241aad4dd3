import type { Row } from './measurement.ts'

/** What takes turns in a measurement: a contender, or one server in several situations. */
export type Turn<T> = { name: string; title: string; take: () => Promise<T> }

/** Every turn once a round, `runs` rounds: what disturbs the machine for a while disturbs all alike. */
export async function alternate<T>(
  turns: readonly Turn<T>[],
  runs: number,
): Promise<{ turn: Turn<T>; results: T[] }[]> {
  const table = turns.map((turn) => ({ turn, results: new Array<T>() }))
  for (let run = 1; run <= runs; run += 1)
    for (const { turn, results } of table) {
      process.stderr.write(`  run ${run}/${runs}: ${turn.title}\n`)
      results.push(await turn.take())
    }
  return table
}

/** One value of each result, as rows of a measurement. */
export function rowsOf<T extends object>(
  table: { turn: Pick<Turn<T>, 'name' | 'title'>; results: T[] }[],
  valueOf: (result: T) => number | undefined,
): Row[] {
  return table.flatMap(({ turn: { name, title }, results }) => {
    const samples = results.map(valueOf).filter((value) => value !== undefined)
    const isGeneratorBound = results.some(
      (result) => 'isGeneratorBound' in result && result.isGeneratorBound === true,
    )
    return samples.length > 0 ? [{ name, title, samples, isGeneratorBound }] : []
  })
}
