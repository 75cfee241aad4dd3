import { Manager } from 'socket.io-client'
import type { Socket, SocketOptions } from './socket.js'

/** By Socket.IO's own client. The build for browsers has `browser/open-socket.ts` in place of this file. */
export function openSocket(options: SocketOptions): Socket {
  const { origin, path, transports, timeoutMs, auth, onEvent, onRefused, onLost } = options
  const manager = new Manager(origin, {
    path,
    transports: [...transports],
    tryAllTransports: true,
    reconnection: false,
    timeout: timeoutMs,
    autoConnect: false,
  })
  const socket = manager.socket('/', { auth })
  socket.onAny(onEvent)
  socket.on('connect_error', onRefused)
  socket.on('disconnect', onLost)
  socket.connect()
  return {
    emit(name, payload, acknowledge) {
      if (acknowledge) socket.emit(name, payload, acknowledge)
      else socket.volatile.emit(name, payload)
    },
    disconnect: () => socket.disconnect(),
  }
}
