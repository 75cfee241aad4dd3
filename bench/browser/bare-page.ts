/** The chat page of Socket.IO's tutorial, in the words of the bare server: a list, a form, nothing else. */
export function barePage(server: string, room: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<title>Bare Socket.IO</title>
<ul role="log"></ul>
<form><input role="textbox" disabled /><button>Send</button></form>
<script src="${server}/socket.io/socket.io.js"></script>
<script>
  const socket = io('${server}', { transports: ['websocket'] })
  const list = document.querySelector('ul')
  const input = document.querySelector('input')
  socket.on('connect', () => {
    socket.emit('join', { room: '${room}' }, () => (input.disabled = false))
  })
  socket.on('message', ({ text }) => {
    const item = document.createElement('li')
    item.textContent = text
    list.append(item)
    window.scrollTo(0, document.body.scrollHeight)
  })
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    socket.emit('message', { room: '${room}', id: crypto.randomUUID(), text: input.value }, () => {})
    input.value = ''
  })
</script>
`
}
