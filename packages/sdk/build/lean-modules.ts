/**
 * Modules of socket.io-client, by the ends of their paths, and what stands in for them. Most of what they do is never
 * reached: texts are never binary, there is one namespace, the SDK reconnects by itself and gives whole addresses, and
 * proxies that pass neither WebSocket nor polling pass no WebTransport. The rest is there twice already: in the browser,
 * or in eventemitter3, of which a few lines do what is used.
 */
export const LEAN_MODULES: Record<string, string> = {
  'engine.io-client/build/esm/transports/polling-xhr.js': `export { Fetch as XHR } from './polling-fetch.js'`,
  '@socket.io/component-emitter/lib/esm/index.js': `
    import { EventEmitter } from 'eventemitter3'
    export class Emitter extends EventEmitter {
      emitReserved(...args) { return EventEmitter.prototype.emit.apply(this, args) }
      hasListeners(name) { return this.listeners(name).length > 0 }
    }`,
  'eventemitter3/index.mjs': `
    export class EventEmitter {
      _heard = new Map()
      listeners(name) { return this._heard.get(name) ?? [] }
      on(name, listener) {
        this._heard.set(name, [...this.listeners(name), listener])
        return this
      }
      once(name, listener) {
        const once = (...args) => {
          this.off(name, once)
          listener.apply(this, args)
        }
        once._of = listener
        return this.on(name, once)
      }
      off(name, listener) {
        const stays = (each) => listener && each !== listener && each._of !== listener
        this._heard.set(name, this.listeners(name).filter(stays))
        return this
      }
      removeListener(name, listener) { return this.off(name, listener) }
      removeAllListeners(name) {
        if (name) this.off(name)
        else this._heard.clear()
      }
      emit(name, ...args) {
        for (const listener of this.listeners(name)) listener.apply(this, args)
      }
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
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data ?? ''))
    export const encodePacketToBinary = undefined`,
  'socket.io-parser/build/esm/index.js': `
    export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 }
    export const encode = ({ type, id = '', data }) => '' + type + id + (data ? JSON.stringify(data) : '')
    // A text that is none of a packet throws; what its events and answers carry is read by the SDK.
    export function decode(text) {
      const [, type, id, rest] = /^([0-4])(\\d*)(.*)$/s.exec(text)
      const data = rest ? JSON.parse(rest) : undefined
      if ((type === '2' || type === '3') && !Array.isArray(data)) throw new TypeError('invalid payload')
      return { type: +type, nsp: '/', id: id ? +id : undefined, data }
    }`,
  'socket.io-client/build/esm/index.js': `export { Manager } from './manager.js'`,
  'socket.io-client/build/esm/manager.js': `
    import { Socket as Engine, installTimerFunctions, nextTick } from 'engine.io-client'
    import { Emitter } from '@socket.io/component-emitter'
    import { decode, encode } from 'socket.io-parser'
    import { on } from './on.js'
    import { Socket } from './socket.js'
    export class Manager extends Emitter {
      subs = []
      _readyState = 'closed'
      constructor(uri, opts) {
        super()
        this.uri = uri
        this.opts = opts
        installTimerFunctions(this, opts)
      }
      socket(name, opts) { return new Socket(this, name, opts) }
      open() {
        if (this._readyState !== 'closed') return
        this._readyState = 'opening'
        const engine = this.engine = new Engine(this.uri, this.opts)
        this.subs.push(
          on(engine, 'open', () => {
            this.cleanup()
            this._readyState = 'open'
            this.emitReserved('open')
            this.subs.push(
              on(engine, 'data', (text) => this.ondata(text)),
              on(engine, 'error', (error) => this.emitReserved('error', error)),
              on(engine, 'close', (reason, description) => this.onclose(reason, description)),
            )
          }),
          on(engine, 'error', (error) => {
            this.cleanup()
            this._readyState = 'closed'
            this.emitReserved('error', error)
          }),
        )
      }
      ondata(text) {
        try {
          const packet = decode(text)
          nextTick(() => this.emitReserved('packet', packet), this.setTimeoutFn)
        } catch (error) {
          this.onclose('parse error', error)
        }
      }
      onclose(reason, description) {
        this.cleanup()
        this.engine?.close()
        this._readyState = 'closed'
        this.emitReserved('close', reason, description)
      }
      cleanup() {
        for (const end of this.subs.splice(0)) end()
      }
      _packet(packet) { this.engine.write(encode(packet), packet.options) }
      _destroy() { this.onclose('forced close') }
    }`,
}
