/**
 * Modules of socket.io-client, by the ends of their paths, and what stands in for them. Most are never reached: texts are
 * never binary, the SDK reconnects by itself and gives whole addresses, and proxies that pass neither WebSocket nor
 * polling pass no WebTransport. The rest is there twice already: in the browser, or in eventemitter3.
 */
const REPLACEMENTS = {
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
  'socket.io-client/build/esm/url.js': 'export const url = undefined',
  'socket.io-client/build/esm/contrib/backo2.js':
    'export class Backoff { attempts = 0; setMin() {} setMax() {} setJitter() {} reset() {} }',
}

/** Rollup plugin: leaves them out of the bundle. Fails where socket.io-client has moved one of them. */
export function leanSocketIo() {
  const replaced = new Set()
  return {
    name: 'lean-socket-io',
    load(path) {
      const end = Object.keys(REPLACEMENTS).find((candidate) => path.endsWith(candidate))
      if (!end) return null
      replaced.add(end)
      return REPLACEMENTS[end]
    },
    buildEnd(error) {
      const missed = Object.keys(REPLACEMENTS).filter((end) => !replaced.has(end))
      if (!error && missed.length > 0)
        this.error(`socket.io-client has no ${missed.join(', ')} now.`)
    },
  }
}
