import { LEAN_ENGINE } from './lean-engine.ts'

/**
 * Modules of socket.io-client, by the ends of their paths, and what stands in for them. Most of what they do is never
 * reached: texts are never binary, there is one namespace, the SDK reconnects by itself and gives whole addresses, and
 * proxies that pass neither WebSocket nor polling pass no WebTransport. The rest is there twice already: in the browser,
 * or in eventemitter3, of which a few lines do what is used.
 */
export const LEAN_MODULES: Record<string, string> = {
  ...LEAN_ENGINE,
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
  'engine.io-parser/build/esm/commons.js': `
    export const PACKET_TYPES_REVERSE = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop']
    export const PACKET_TYPES = Object.fromEntries(PACKET_TYPES_REVERSE.map((name, index) => [name, index]))
    export const ERROR_PACKET = { type: 'error', data: 'parser error' }`,
  // What is not a text has no type, as what is no packet.
  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, data: text.slice(1) } : ERROR_PACKET
    }`,
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data ?? ''))
    export const encodePacketToBinary = undefined`,
  // The Socket.IO protocol over engine.io: one namespace, texts, no acknowledgements of ours. A packet that cannot be read
  // ends the connection; what events and answers carry is read by the SDK.
  'socket.io-client/build/esm/index.js': `
    import { Socket as Engine } from 'engine.io-client'
    import { Emitter } from '@socket.io/component-emitter'
    const CONNECT = 0, DISCONNECT = 1, EVENT = 2, ACK = 3
    export class Manager {
      constructor(...target) { this._target = target }
      socket(_, { auth }) { return new Socket(this._target, auth) }
    }
    class Socket extends Emitter {
      _answers = []
      _isConnected = false
      volatile = { emit: (...args) => this._engine.transport.writable && this.emit(...args) }
      constructor(target, auth) {
        super()
        this._target = target
        this._auth = auth
      }
      connect() {
        const engine = this._engine = new Engine(...this._target)
        engine.on('open', () => this._auth((data) => this._write(CONNECT, '', data)))
        engine.on('data', (text) => this._read(text))
        engine.on('error', (error) => this._isConnected || this.emitReserved('connect_error', error))
        engine.on('close', (reason) => this._lose(reason))
      }
      disconnect() {
        if (this._isConnected) this._write(DISCONNECT, '')
        this._lose('io client disconnect')
      }
      emit(...args) {
        if (!this._isConnected || this._engine._hasPingExpired()) return
        const isAsked = typeof args.at(-1) === 'function'
        const id = isAsked ? this._answers.push(args.pop()) - 1 : ''
        this._write(EVENT, id, args)
      }
      _write(type, id, data) {
        this._engine.write('' + type + id + (data ? JSON.stringify(data) : ''))
      }
      _read(text) {
        try {
          const [, type, id, rest] = /^([0-4])(\\d*)(.*)$/s.exec(text)
          const data = rest ? JSON.parse(rest) : undefined
          const isList = Array.isArray(data)
          if ((+type === EVENT || +type === ACK) !== isList) throw new TypeError('invalid payload')
          if (+type === EVENT && /^(dis)?connect/.test(data[0])) throw new TypeError('reserved name')
          queueMicrotask(() => this._take(+type, id, data))
        } catch {
          this._lose('parse error')
        }
      }
      _take(type, id, data) {
        if (type === CONNECT) this._isConnected = true
        else if (type === DISCONNECT) this._lose('io server disconnect')
        else if (type === EVENT) this.emitReserved(...data)
        else if (type === ACK) {
          this._answers[id]?.(...data)
          delete this._answers[id]
        } else this.emitReserved('connect_error', Object.assign(new Error(data?.message), { data: data?.data }))
      }
      _lose(reason) {
        this._isConnected = false
        this._engine.close()
        this.emitReserved('disconnect', reason)
      }
    }`,
}
