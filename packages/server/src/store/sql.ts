export type SqlValue = string | number | null
export type SqlRow = Record<string, SqlValue>
/** `$1`, `$2` … stand for the values. Only what all databases understand alike. */
export type SqlStatement = { text: string; values?: readonly SqlValue[] }

/** Statements over the tables beside the logs: what moderators do and see, and what waits to be told to other servers. */
export interface Sql {
  /** One statement that only reads. Rejects where the storage fails. */
  read(text: string, ...values: readonly SqlValue[]): Promise<SqlRow[]>

  /**
   * Runs all of them in one durable transaction, in order, or none of them; answers with the rows of each.
   *
   * Rejects where the storage fails.
   */
  write(...statements: readonly SqlStatement[]): Promise<SqlRow[][]>
}
