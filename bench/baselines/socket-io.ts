// The chat job on bare Socket.IO with its defaults. With a file as second argument, each message is first stored there, in a
// commit of its own. Usage: socket-io.ts <port> [<file>]
import { DatabaseSync } from 'node:sqlite'
import { Server, type Socket } from 'socket.io'

type Acknowledge = (answer: object) => void
type Message = { id: string; room: string; at: string; user: string; text: string }

const [port, file] = process.argv.slice(2)
const store = file ? openLog(file) : () => {}
const io = new Server(Number(port))

io.on('connection', (socket: Socket) => {
  socket.on('join', ({ room }: { room: string }, acknowledge: Acknowledge) => {
    void socket.join(room)
    acknowledge({ ok: true })
  })
  socket.on('leave', ({ room }: { room: string }, acknowledge: Acknowledge) => {
    void socket.leave(room)
    acknowledge({ ok: true })
  })
  socket.on('message', ({ room, id, text }: Message, acknowledge: Acknowledge) => {
    const message = { id, room, at: new Date().toISOString(), user: socket.id, text }
    store(message)
    io.to(room).emit('message', message)
    acknowledge({ ok: true, message })
  })
})

function openLog(path: string): (message: Message) => void {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('CREATE TABLE message (id, room, at, user, text)')
  const insert = database.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?)')
  return ({ id, room, at, user, text }) => void insert.run(id, room, at, user, text)
}
