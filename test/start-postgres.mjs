// Global set-up of the integration tests: one PostgreSQL for all of them.
import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { ensurePostgres } from '../scripts/ensure-postgres.mjs'
import { PostgresProcess } from './postgres-process.ts'

export default async function setup(project) {
  const url = process.env.CHAT_TEST_POSTGRES
  const programs = await ensurePostgres()
  if (!programs && process.env.CI) throw new Error('No PostgreSQL: install Debian’s postgresql.')
  if (!programs) {
    const which = url ? 'THE TESTS THAT STOP POSTGRESQL DO' : 'THE TESTS OF POSTGRESQL DO'
    console.error(`!!! No PostgreSQL here: ${which} NOT RUN. Install it.`)
  }
  const prefix = `chat_test_${randomBytes(6).toString('hex')}`
  project.provide('postgresPrograms', programs)
  project.provide('postgresPrefix', prefix)
  if (!url && programs) {
    const postgres = await PostgresProcess.start(programs)
    project.provide('postgresUrl', postgres.urlOf('postgres'))
    return () => postgres.dispose()
  }
  project.provide('postgresUrl', url)
  return () => url && dropDatabases(url, prefix)
}

async function dropDatabases(url, prefix) {
  const client = new Client(url)
  await client.connect()
  const ours = 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)'
  const { rows } = await client.query(ours, [prefix])
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`)
  await client.end()
}
