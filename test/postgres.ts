import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { PostgresProcess } from './postgres-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests make databases of their own; undefined where there is none. */
    postgresUrl: string | undefined
    /** What the names of databases of this run begin with. */
    postgresPrefix: string
    /** The folder of PostgreSQL's programs; undefined where there is none. */
    postgresPrograms: string | undefined
  }
}

/** Whether tests can use the PostgreSQL of the run. */
export const hasPostgres = inject('postgresUrl') !== undefined
/** Whether tests can start a PostgreSQL of their own, to break it. */
export const canStartPostgres = inject('postgresPrograms') !== undefined

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

/** A PostgreSQL of one's own; whoever starts it disposes of it. */
export function startPostgres(): Promise<PostgresProcess> {
  const programs = inject('postgresPrograms')
  if (programs === undefined) throw new Error('There is no PostgreSQL.')
  return PostgresProcess.start(programs)
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
