/**
 * Modules of engine.io-client, as in {@link LEAN_MODULES}: texts over WebSocket or HTTP long-polling, in a browser, and
 * the upgrade from one to the other. Cookies, headers, binary packets, WebTransport and React Native are left out.
 */
export const LEAN_ENGINE: Record<string, string> = {
  // The way to the server: opens the first transport that works, and goes over to a better one once that has been tried.
  'engine.io-client/build/esm/socket.js': `
    import { Emitter } from '@socket.io/component-emitter'
    import { parse } from './contrib/parseuri.js'
    import { transports as TRANSPORTS } from './transports/index.js'
    import { byteLength } from './util.js'
    export class Socket extends Emitter {
      _waiting = []
      _sent = 0
      _expiresAt = Infinity
      constructor(address, { transports, path }) {
        super()
        const { protocol, host, port } = parse(address)
        const secure = protocol === 'https'
        this._names = transports
        this._opts = {
          timestampParam: 't',
          hostname: host,
          secure,
          port: port || (secure ? 443 : 80),
          path: path.replace(/\\/?$/, '/'),
        }
        this._onOffline = () => this._end('transport close')
        if (host !== 'localhost') globalThis.addEventListener?.('offline', this._onOffline)
        this._open()
      }
      _open() {
        this._state = 'opening'
        this._use(this._create(this._names[0]))
        this.transport.open()
      }
      _create(transport) {
        const query = { EIO: 4, transport, ...(this._id && { sid: this._id }) }
        return new TRANSPORTS[transport]({ ...this._opts, query, socket: this })
      }
      _use(transport) {
        this.transport?.removeAllListeners()
        this.transport = transport
          .on('drain', () => {
            this._waiting.splice(0, this._sent)
            this._sent = 0
            if (this._waiting.length) this._flush()
            else this.emitReserved('drain')
          })
          .on('packet', (packet) => this._take(packet))
          .on('error', (error) => this._fail(error))
          .on('close', () => this._end('transport close'))
      }
      _take({ type, data }) {
        if (this._state === 'closed') return
        if (type === 'open') this._start(JSON.parse(data))
        else if (type === 'message') this.emitReserved('data', data)
        else if (type === 'error') this._fail(new Error('server error'))
        else if (type === 'ping') {
          this._push('pong')
          this._watch()
        }
      }
      _start({ sid, upgrades, pingInterval, pingTimeout, maxPayload }) {
        this._id = this.transport.query.sid = sid
        this._silenceMs = pingInterval + pingTimeout
        this._maxPayload = maxPayload
        this._state = 'open'
        this.emitReserved('open')
        this._flush()
        if (this._state !== 'open') return
        for (const name of upgrades) if (this._names.includes(name)) this._probe(name)
        this._watch()
      }
      _probe(name) {
        const transport = this._create(name)
        let isOver = false
        const forget = () => {
          isOver = true
          transport.removeAllListeners()
          this.off('close', giveUp)
        }
        const giveUp = () => {
          forget()
          transport.close()
          this._isUpgrading = false
          this.emitReserved('upgradeError')
          this._flush()
        }
        transport.once('error', giveUp).once('close', giveUp).once('open', () => {
          transport.once('packet', ({ type, data }) => {
            if (type !== 'pong' || data !== 'probe') return giveUp()
            this._isUpgrading = true
            this.transport.pause(() => {
              if (isOver) return
              forget()
              this._use(transport)
              transport.send([{ type: 'upgrade' }])
              this._isUpgrading = false
              this.emitReserved('upgrade')
              this._flush()
            })
          })
          transport.send([{ type: 'ping', data: 'probe' }])
        })
        this.once('close', giveUp)
        transport.open()
      }
      _watch() {
        clearTimeout(this._timer)
        this._expiresAt = Date.now() + this._silenceMs
        this._timer = setTimeout(() => this._end('ping timeout'), this._silenceMs)
      }
      // Timers are late where a device slept.
      _hasPingExpired() {
        const isOver = Date.now() > this._expiresAt
        if (isOver) queueMicrotask(() => this._end('ping timeout'))
        return isOver
      }
      write(text) { this._push('message', text) }
      _push(type, data) {
        if (this._state !== 'opening' && this._state !== 'open') return
        this._waiting.push({ type, data })
        this._flush()
      }
      _flush() {
        const isFree = this._state !== 'closed' && this.transport.writable && !this._isUpgrading
        if (!isFree || this._sent || !this._waiting.length) return
        const packets = this._fitting
        this._sent = packets.length
        this.transport.send(packets)
      }
      get _fitting() {
        if (!this._maxPayload || this.transport.name !== 'polling') return [...this._waiting]
        let bytes = -1
        const end = this._waiting.findIndex(({ data = '' }, index) => {
          bytes += byteLength(data) + 2
          return index > 0 && bytes > this._maxPayload
        })
        return this._waiting.slice(0, end < 0 ? undefined : end)
      }
      close() {
        if (this._state !== 'opening' && this._state !== 'open') return
        this._state = 'closing'
        const end = () => this._end('forced close')
        const endUpgraded = () => {
          if (!this._isUpgrading) return end()
          this.once('upgrade', end)
          this.once('upgradeError', end)
        }
        if (this._waiting.length) this.once('drain', endUpgraded)
        else endUpgraded()
      }
      _fail(error) {
        if (this._state === 'opening' && this._names.length > 1) {
          this._names = this._names.slice(1)
          return this._open()
        }
        this.emitReserved('error', error)
        this._end('transport error')
      }
      _end(reason) {
        if (this._state === 'closed') return
        this._state = 'closed'
        clearTimeout(this._timer)
        this.transport.removeAllListeners()
        this.transport.close()
        globalThis.removeEventListener?.('offline', this._onOffline)
        this.emitReserved('close', reason)
      }
    }`,
  'engine.io-client/build/esm/transport.js': `
    import { Emitter } from '@socket.io/component-emitter'
    import { decodePacket } from 'engine.io-parser'
    export const TransportError = undefined
    export class Transport extends Emitter {
      supportsBinary = true
      writable = false
      constructor(opts) {
        super()
        this.opts = opts
        this.query = opts.query
        this.socket = opts.socket
      }
      onError(reason, description, context) {
        this.emitReserved('error', Object.assign(new Error(reason), { description, context }))
      }
      open() {
        this.readyState = 'opening'
        this.doOpen()
      }
      close() {
        if (this.readyState !== 'opening' && this.readyState !== 'open') return
        this.doClose()
        this.onClose()
      }
      send(packets) {
        if (this.readyState === 'open') this.write(packets)
      }
      onOpen() {
        this.readyState = 'open'
        this.writable = true
        this.emitReserved('open')
      }
      onData(data) { this.onPacket(decodePacket(data)) }
      onPacket(packet) { this.emitReserved('packet', packet) }
      onClose(details) {
        this.readyState = 'closed'
        this.emitReserved('close', details)
      }
      pause() {}
      createUri(scheme, query) {
        const { hostname, port, path } = this.opts
        const host = hostname.includes(':') ? '[' + hostname + ']' : hostname
        return scheme + '://' + host + ':' + port + path + '?' + new URLSearchParams(query)
      }
    }`,
  'engine.io-client/build/esm/transports/polling-fetch.js': `
    import { Polling } from './polling.js'
    export class Fetch extends Polling {
      doPoll() {
        this._fetch('read', (answer) => answer.text().then((text) => this.onData(text)))
      }
      doWrite(body, done) {
        this._fetch('write', () => done(), { method: 'POST', body })
      }
      _fetch(what, then, how) {
        const fail = (...why) => this.onError('fetch ' + what + ' error', ...why)
        fetch(this.uri(), { ...how, credentials: 'omit' })
          .then((answer) => answer.ok ? then(answer) : fail(answer.status, answer))
          .catch(fail)
      }
    }`,
  'engine.io-client/build/esm/transports/websocket.js': `
    import { encodePacket } from 'engine.io-parser'
    import { Transport } from '../transport.js'
    export class WS extends Transport {
      get name() { return 'websocket' }
      doOpen() {
        try {
          this._link = new WebSocket(this.createUri(this.opts.secure ? 'wss' : 'ws', this.query))
        } catch (error) {
          return this.emitReserved('error', error)
        }
        this._link.onopen = () => this.onOpen()
        this._link.onclose = () => this.onClose()
        this._link.onmessage = ({ data }) => this.onData(data)
        this._link.onerror = () => this.onError('websocket error')
      }
      write(packets) {
        this.writable = false
        for (const packet of packets) encodePacket(packet, true, (text) => this._link?.send(text))
        queueMicrotask(() => {
          this.writable = true
          this.emitReserved('drain')
        })
      }
      doClose() {
        if (!this._link) return
        this._link.onerror = null
        this._link.close()
        this._link = undefined
      }
    }`,
  'engine.io-client/build/esm/transports/webtransport.js': 'export const WT = undefined',
  'engine.io-client/build/esm/contrib/parseuri.js': `export function parse(text) {
    const { protocol, hostname, port, search } = new URL(text)
    return {
      protocol: protocol.slice(0, -1),
      host: hostname.replace(/[[\\]]/g, ''),
      port,
      query: search.slice(1),
    }
  }`,
  'engine.io-client/build/esm/globals.js': `
    export const nextTick = (callback) => Promise.resolve().then(callback)
    export const globalThisShim = globalThis
    export const defaultBinaryType = 'arraybuffer'
    export const createCookieJar = undefined`,
  'engine.io-client/build/esm/util.js': `
    export const installTimerFunctions = undefined
    export const byteLength = (text) => new TextEncoder().encode(text).length
    export const randomString = () => Math.random().toString(36).slice(2)`,
}
