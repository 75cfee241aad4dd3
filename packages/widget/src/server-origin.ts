let scriptOrigin: string | undefined

/** The widget's script came from this address: elements without a `server` attribute talk to its origin. */
export function rememberScriptAddress(address: string): void {
  scriptOrigin ??= httpOrigin(address)
}

/** The origin of the server that an element talks to; undefined where nothing tells. */
export function resolveServer(attribute: string | null): string | undefined {
  if (attribute === null || attribute.trim() === '')
    return scriptOrigin ?? httpOrigin(document.baseURI)
  return httpOrigin(new URL(attribute, document.baseURI).href)
}

function httpOrigin(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, origin } = new URL(address)
  return /^https?:$/.test(protocol) ? origin : undefined
}
