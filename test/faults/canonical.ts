/** A value as JSON, the same whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, sortKeys) ?? 'nothing'
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
