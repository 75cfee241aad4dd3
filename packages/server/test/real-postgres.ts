// eslint-disable-next-line import-x/no-relative-packages -- the processes of all packages' tests are the repository's own
export { createDatabase, execute, hasPostgres } from '../../../test/postgres.js'
