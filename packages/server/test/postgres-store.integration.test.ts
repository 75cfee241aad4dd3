import { beforeAll, describe } from 'vitest'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { describeStore } from './store-contract.js'

describe.runIf(hasPostgres)('on a real server', () => {
  let url: string
  let count = 0
  beforeAll(async () => {
    url = await createDatabase()
  })

  describeStore('PostgresStore', async (options) => {
    const schema = `s${(count += 1)}`
    await execute(url, `CREATE SCHEMA ${schema}`)
    return new PostgresStore({ url: `${url}?options=-csearch_path%3D${schema}`, ...options })
  })
})
