/** What `/metrics` says, read by the rules of Prometheus's text format 0.0.4. */
export type Exposition = {
  /** Type of each metric by name. */
  types: Map<string, string>
  /** Value of each sample by name and labels, as written: `chat_requests_total{request="join"}`. */
  samples: Map<string, number>
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? (\\S+)$`)
const COMMENT = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`)
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped']

/** @throws Error which line breaks the format */
export function parseExposition(text: string): Exposition {
  if (!text.endsWith('\n')) throw new Error('The last line has no end.')
  const types = new Map<string, string>()
  const helps = new Set<string>()
  const samples = new Map<string, number>()
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const [, keyword, about = '', rest = ''] = COMMENT.exec(line) ?? []
    if (keyword === 'HELP') helps.add(about)
    else if (keyword === 'TYPE') {
      if (!TYPES.includes(rest) || types.has(about)) throw new Error(`Type: ${line}`)
      types.set(about, rest)
    } else {
      const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? []
      if (!name || !isNumber(value)) throw new Error(`Neither comment nor sample: ${line}`)
      if (samples.has(name + labels)) throw new Error(`Twice: ${line}`)
      if (!types.has(familyOf(name, types))) throw new Error(`No type: ${line}`)
      samples.set(name + labels, Number(value))
    }
  }
  for (const name of types.keys()) if (!helps.has(name)) throw new Error(`No help: ${name}`)
  checkHistograms(types, samples)
  return { types, samples }
}

// As Go reads numbers: any spelling of NaN is one.
function isNumber(value: string): boolean {
  return !Number.isNaN(Number(value)) || /^(nan|[+-]?inf)$/i.test(value)
}

/** The metric that a sample belongs to. */
function familyOf(name: string, types: ReadonlyMap<string, string>): string {
  if (types.has(name)) return name
  return name.replace(/_(bucket|sum|count)$/, '')
}

/** Buckets grow, and the last one has everything. */
function checkHistograms(types: Exposition['types'], samples: Exposition['samples']): void {
  for (const [name, type] of types) {
    if (type !== 'histogram') continue
    const inner = (key: string) =>
      /\{(.*)\}/
        .exec(key)?.[1]
        ?.replace(/(^|,)le="[^"]*"/, '')
        .replace(/^,/, '') ?? ''
    const last = new Map<string, number>()
    for (const [key, value] of samples) {
      if (!key.startsWith(`${name}_bucket{`)) continue
      if (value < (last.get(inner(key)) ?? 0)) throw new Error(`A bucket shrinks: ${key}`)
      last.set(inner(key), value)
    }
    for (const [labels, value] of last) {
      const key = `${name}_count${labels && `{${labels}}`}`
      if (samples.get(key) !== value) throw new Error(`Not all are in the last bucket: ${key}`)
    }
  }
}
