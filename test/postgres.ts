import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests make databases of their own; undefined where there is none. */
    postgresUrl: string | undefined
    /** What the names of databases of this run begin with. */
    postgresPrefix: string
  }
}

/** Whether tests can use the PostgreSQL of the run. */
export const hasPostgres = inject('postgresUrl') !== undefined

/** Makes an empty database on the run's PostgreSQL, gone with the run; answers with its address. */
export async function createDatabase(options = ''): Promise<string> {
  const url = inject('postgresUrl')
  if (url === undefined) throw new Error('There is no PostgreSQL.')
  const name = `${inject('postgresPrefix')}_${randomBytes(6).toString('hex')}`
  await execute(url, `CREATE DATABASE ${name} ${options}`)
  const database = new URL(url)
  database.pathname = name
  return database.href
}

/** Runs a statement on a connection of its own. */
export async function execute<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
