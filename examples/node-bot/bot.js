// A bot that greets whoever says hello. Usage: [CHAT_BOT_KEY=bot_…] node bot.js [server] [room]
import { ChatClient, isChatError } from '@chat/sdk'

const [url = 'http://localhost:3000', roomName = 'lobby'] = process.argv.slice(2)

// With a key it is the same user each time, under the key's name, and goes past the filters; without one, a visitor.
const { CHAT_BOT_KEY: identity } = process.env
const client = new ChatClient(identity ? { url, identity } : { url, name: 'Greeter' })

client.on('status', ({ current, error }) => {
  console.log(`[${current}]`, error ? error.message : '')
})

try {
  const room = await client.join(roomName)
  console.log(`${client.user?.name} is in ${room.name} with ${room.members.count - 1} others`)

  room.on('message', (message) => {
    if (message.user.id === client.user?.id || !/^hello\b/i.test(message.text)) return
    room
      .send(`Hello, ${message.user.name}!`, { replyTo: message.id })
      .catch((error) => console.error('Could not answer:', error.message))
  })
} catch (error) {
  console.error(isChatError(error) ? `${error.code}: ${error.message}` : error)
  await client.close()
  process.exitCode = 1
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => client.close())
