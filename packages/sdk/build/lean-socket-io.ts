import { dirname } from 'node:path'
import type { Options } from 'tsup'

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number]

/**
 * Modules of socket.io-client, by the ends of their paths, and what stands in for them. Most are never reached: texts are
 * never binary, the SDK reconnects by itself and gives whole addresses, and proxies that pass neither WebSocket nor
 * polling pass no WebTransport. The rest is there twice already: in the browser, or in eventemitter3.
 */
const REPLACEMENTS: Record<string, string> = {
  'engine.io-client/build/esm/transports/polling-xhr.js': `export { Fetch as XHR } from './polling-fetch.js'`,
  '@socket.io/component-emitter/lib/esm/index.js': `
    import { EventEmitter } from 'eventemitter3'
    export class Emitter extends EventEmitter {
      emitReserved(...args) { return EventEmitter.prototype.emit.apply(this, args) }
      hasListeners(name) { return this.listenerCount(name) > 0 }
    }`,
  'engine.io-client/build/esm/contrib/parseuri.js': `export function parse(text) {
    const { protocol, hostname, port, search } = new URL(text)
    return {
      protocol: protocol.slice(0, -1),
      host: hostname.replace(/[[\\]]/g, ''),
      port,
      query: search.slice(1),
    }
  }`,
  'engine.io-client/build/esm/transports/webtransport.js': 'export const WT = undefined',
  'engine.io-parser/build/esm/contrib/base64-arraybuffer.js': 'export const decode = undefined',
  'socket.io-parser/build/esm/binary.js':
    'export const deconstructPacket = undefined, reconstructPacket = undefined',
  'socket.io-parser/build/esm/is-binary.js':
    'export const isBinary = () => false, hasBinary = isBinary',
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data ?? ''))
    export const encodePacketToBinary = undefined`,
  'socket.io-client/build/esm/index.js': `export { Manager } from './manager.js'`,
  'socket.io-client/build/esm/contrib/backo2.js':
    'export class Backoff { attempts = 0; setMin() {} setMax() {} setJitter() {} reset() {} }',
}

/** esbuild plugin: leaves them out of the bundle. Fails where socket.io-client has moved one of them. */
export const leanSocketIo: EsbuildPlugin = {
  name: 'lean-socket-io',
  setup(build) {
    const replaced = new Set<string>()
    build.onLoad({ filter: /node_modules/ }, ({ path }) => {
      const [end, contents] = Object.entries(REPLACEMENTS).find(([end]) => path.endsWith(end)) ?? []
      if (end === undefined || contents === undefined) return undefined
      replaced.add(end)
      // eventemitter3 is the SDK's own dependency, not that of socket.io's emitter.
      const resolveDir = contents.includes('eventemitter3') ? process.cwd() : dirname(path)
      return { contents, resolveDir }
    })
    build.onEnd(() => {
      const missed = Object.keys(REPLACEMENTS).filter((end) => !replaced.has(end))
      const errors = missed.map((end) => ({ text: `socket.io-client has no ${end} now.` }))
      return { errors }
    })
  },
}
