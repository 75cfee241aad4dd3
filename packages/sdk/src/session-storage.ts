type MaybePromise<T> = T | Promise<T>

/** Where a client keeps its session between page loads. It may be asynchronous, and may fail. */
export interface ChatStorage {
  get(key: string): MaybePromise<string | null>
  set(key: string, value: string): MaybePromise<void>
  remove(key: string): MaybePromise<void>
}
