import { parseArgs } from 'node:util'

export const usage = `pnpm bench [<scenario> …] [options]
  --runs N       rounds in which the contenders alternate (5)
  --seconds S    length of each measurement under load (4)
  --only a,b     these contenders alone
  --out FOLDER   where the report goes (bench/results)
  --quick        one short round on small crowds: shows that all works, measures little`

export type Arguments = {
  scenarios: string[]
  runs: number
  seconds: number
  only: string[] | undefined
  out: string
  isQuick: boolean
}

/** Throws with a sentence for whoever typed it. */
export function readArguments(args: string[], defaultOut: string): Arguments {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string', default: defaultOut },
      quick: { type: 'boolean', default: false },
    },
  })
  const number = (name: 'runs' | 'seconds', fallback: number) => {
    const value = Number(values[name] ?? fallback)
    if (value > 0) return value
    throw new Error(`--${name} takes a number above 0, not ${values[name]}.`)
  }
  return {
    scenarios: positionals,
    runs: Math.ceil(number('runs', values.quick ? 1 : 5)),
    seconds: number('seconds', values.quick ? 0.5 : 4),
    only: values.only?.split(','),
    out: values.out,
    isQuick: values.quick,
  }
}
