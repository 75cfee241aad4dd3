import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const HEAD_END = '\r\n\r\n'
const FIN = 0x80
const TEXT = 0x1
const CLOSE = 0x8
const PING = 0x9
const PONG = 0xa
const MASKED = 0x80

/** All sockets read into it, one after the other: what a reader keeps of it, it copies. */
const received = Buffer.alloc(1 << 16)

/**
 * As much of a WebSocket (RFC 6455) as these servers make use of: whole texts, of less than 64 kB on the way there, and no
 * compression. With a library on Node's streams the generator took a quarter longer for what it is sent.
 */
export class TextSocket {
  /** As soon as frames can be sent. */
  readonly opened: Promise<unknown>
  readonly #socket: Socket
  readonly #onText: (payload: Buffer) => void
  #isOpen = false
  /** The beginning of a frame, or of the head, of which the end has not come. */
  #begun: Buffer | undefined

  /** `onText` is called with the payload of each frame, which stands only as long as the call. */
  constructor(port: number, path: string, onText: (payload: Buffer) => void, onClose: () => void) {
    this.#onText = onText
    const onread = {
      buffer: received,
      callback: (length: number) => this.#receive(received.subarray(0, length)),
    }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
    this.#socket.on('close', onClose)
    this.opened = once(this.#socket, 'upgraded')
    const head = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ]
    this.#socket.write(head.join('\r\n') + HEAD_END)
  }

  send(text: string): void {
    this.#write(TEXT, Buffer.from(text))
  }

  /** Ends it without a word. */
  cut(): void {
    this.#socket.destroy()
  }

  #write(opcode: number, payload: Buffer): void {
    const header = Buffer.alloc(payload.length < 126 ? 6 : 8)
    header[0] = FIN | opcode
    header[1] = MASKED | Math.min(payload.length, 126)
    if (header.length === 8) header.writeUInt16BE(payload.length, 2)
    // It ends with a key of zeros, which leaves the payload as it is.
    this.#socket.write(Buffer.concat([header, payload]))
  }

  #receive(chunk: Buffer): boolean {
    const bytes = this.#begun ? Buffer.concat([this.#begun, chunk]) : chunk
    let start = this.#isOpen ? 0 : this.#readHead(bytes)
    while (this.#isOpen) {
      const end = this.#readFrame(bytes, start)
      if (end === undefined) break
      start = end
    }
    this.#begun = start < bytes.length ? Buffer.from(bytes.subarray(start)) : undefined
    return true
  }

  /** Answers where the frames begin. */
  #readHead(bytes: Buffer): number {
    const end = bytes.indexOf(HEAD_END)
    if (end < 0) return 0
    const head = bytes.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 101 ')) throw new Error(`The server refused: ${head}`)
    this.#isOpen = true
    this.#socket.emit('upgraded')
    return end + HEAD_END.length
  }

  /** Answers where the next one begins; nothing where this one has not come whole. */
  #readFrame(bytes: Buffer, start: number): number | undefined {
    if (bytes.length < start + 2) return undefined
    let length = bytes.readUInt8(start + 1)
    let payload = start + 2
    if (length >= 126) {
      payload += length === 126 ? 2 : 8
      if (bytes.length < payload) return undefined
      length = length === 126 ? bytes.readUInt16BE(payload - 2) : bytes.readUInt32BE(payload - 4)
    }
    const end = payload + length
    if (bytes.length < end) return undefined
    const kind = bytes.readUInt8(start)
    const content = bytes.subarray(payload, end)
    if (kind === (FIN | TEXT)) this.#onText(content)
    else if (kind === (FIN | PING)) this.#write(PONG, content)
    else if (kind !== (FIN | CLOSE)) throw new Error(`A frame of kind ${kind} is not expected.`)
    return end
  }
}
