let address: string | undefined
let scriptOrigin: string | undefined

/** The widget's script came from this address: elements without a `server` attribute talk to its origin. */
export function rememberScriptAddress(found: string): void {
  address ??= found
  scriptOrigin ??= httpOrigin(found)
}

/** Where the widget's script came from; what it loads when it is needed stands beside it. */
export function scriptAddress(): string | undefined {
  return address
}

/** The origin of the server that an element talks to; undefined where nothing tells, or the attribute is no origin. */
export function resolveServer(attribute: string | null): string | undefined {
  const address = attribute?.trim()
  if (!address) return scriptOrigin ?? httpOrigin(document.baseURI)
  // A bare host name would be taken for a path of the page, and a path cannot be honoured.
  if (!/^(https?:)?\/\//i.test(address) || !URL.canParse(address, document.baseURI))
    return undefined
  const { href, pathname } = new URL(address, document.baseURI)
  return pathname === '/' ? httpOrigin(href) : undefined
}

function httpOrigin(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, origin } = new URL(address)
  return /^https?:$/.test(protocol) ? origin : undefined
}
