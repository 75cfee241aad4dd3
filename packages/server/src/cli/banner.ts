export type BannerFacts = {
  url: string
  publicUrl: string | undefined
  database: string | undefined
  dataDir: string | undefined
}

/** What the operator sees once the server is ready. The first line is for scripts too. */
export function createBanner({ url, publicUrl, database, dataDir }: BannerFacts): string {
  const isKept = database !== 'memory'
  return `Chat server ready: ${url}/

  Lobby     ${publicUrl ?? url}/
  Data      ${isKept ? dataDir : 'in memory: nothing is kept'}
  Embed     <script src="${publicUrl ?? url}/chat.js" async></script>
            <chat-room room="lobby"></chat-room>

  Ctrl+C stops it.
`
}
