import { isPostgresUrl } from '../options/database-options.js'

export type BannerFacts = {
  url: string
  publicUrl: string | undefined
  database: string | undefined
  dataDir: string | undefined
}

/** What the operator sees once the server is ready. The first line is for scripts too. */
export function createBanner({ url, publicUrl, database, dataDir }: BannerFacts): string {
  return `Chat server ready: ${url}/

  Lobby     ${publicUrl ?? url}/
  Data      ${describeData(database, dataDir)}
  Embed     <script src="${publicUrl ?? url}/chat.js" async></script>
            <chat-room room="lobby"></chat-room>

  Ctrl+C stops it.
`
}

function describeData(database: string | undefined, dataDir: string | undefined): string {
  if (database === 'memory') return 'in memory: nothing is kept'
  if (database === undefined || !isPostgresUrl(database)) return String(dataDir)
  const { host, pathname } = new URL(database)
  return `PostgreSQL: ${host}${pathname}`
}
