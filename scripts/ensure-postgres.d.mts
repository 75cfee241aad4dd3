/** The folder of PostgreSQL's programs, or undefined where none are to be had. */
export function ensurePostgres(): Promise<string | undefined>
