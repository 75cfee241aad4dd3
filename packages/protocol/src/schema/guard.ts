/** Tells a value of `T` from anything else. */
export type Guard<T> = (value: unknown) => value is T

type OptionalKey<T> = {
  [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never
}[keyof T]
type RequiredShape<T> = { [K in Exclude<keyof T, OptionalKey<T>>]: Guard<T[K]> }
type OptionalShape<T> = { [K in OptionalKey<T>]-?: Guard<Exclude<T[K], undefined>> }

const isRecord: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

export const isString: Guard<string> = (value) => typeof value === 'string'
export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean'
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value)

/** A whole number from 0: a seq, a count. */
export const isWhole: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

export function literal<const T extends string | number | boolean>(expected: T): Guard<T> {
  return (value): value is T => value === expected
}

export function arrayOf<T>(item: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(item)
}

export function recordOf<T>(item: Guard<T>): Guard<Record<string, T>> {
  return (value): value is Record<string, T> => isRecord(value) && Object.values(value).every(item)
}

/**
 * An object with every key of `T`, each held by a guard of its type: the compiler sees to it that none is left out.
 * Keys beyond them are let through.
 */
export function object<T extends object>(
  ...[required, optional]: OptionalKey<T> extends never
    ? [RequiredShape<T>]
    : [RequiredShape<T>, OptionalShape<T>]
): Guard<T> {
  const guards = Object.entries<Guard<unknown>>({ ...required })
  const optionalGuards = Object.entries<Guard<unknown>>({ ...optional })
  return (value): value is T =>
    isRecord(value) &&
    guards.every(([key, guard]) => guard(value[key])) &&
    optionalGuards.every(([key, guard]) => value[key] === undefined || guard(value[key]))
}
