// The lobby: join or create a room by name, and see which are live. `/?room=<name>` is a room.

// The rule for room names; the server has the last word.
const ROOM_NAME = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._:~-]{0,63}$/u
const RULE =
  'A room name is 1–64 letters, digits or any of . _ : ~ - and starts with a letter or digit. No spaces.'
const REFRESH_MS = 5_000

const find = (id) => document.getElementById(id)

const requested = new URLSearchParams(location.search).get('room')
const roomName = requested?.normalize('NFC').trim() ?? ''

if (ROOM_NAME.test(roomName)) showRoom(roomName)
else showLobby()

function showRoom(name) {
  document.title = `${name} – Chat`
  const element = document.createElement('chat-room')
  element.setAttribute('room', name)
  find('room-place').append(element)
  find('in-room').hidden = false
  import('/chat.mjs').catch(() => {
    const sorry = document.createElement('p')
    sorry.className = 'error'
    sorry.textContent = 'The chat could not be loaded. Reload the page to try again.'
    element.replaceWith(sorry)
  })
}

function showLobby() {
  const address = document.body.dataset.publicUrl
  find('snippet').textContent =
    `<script src="${address}/chat.js" async></script>\n<chat-room room="support" style="display: block; height: 480px"></chat-room>`
  find('lobby').hidden = false
  find('join').addEventListener('submit', join)
  find('room').addEventListener('input', () => complain(''))
  if (requested !== null) {
    find('room').value = requested
    complain(RULE)
  }
  find('room').focus()
  void refresh()
}

function join(event) {
  event.preventDefault()
  const name = find('room').value.normalize('NFC').trim()
  if (ROOM_NAME.test(name)) {
    location.assign(`/?room=${encodeURIComponent(name)}`)
  } else {
    complain(name === '' ? 'Type a room name.' : RULE)
    find('room').focus()
  }
}

function complain(sentence) {
  find('room-error').textContent = sentence
  find('room').setAttribute('aria-invalid', String(sentence !== ''))
}

async function refresh() {
  try {
    if (document.visibilityState === 'visible') {
      const response = await fetch('/rooms')
      // The operator turned the list off.
      if (response.status === 404) {
        find('live').hidden = true
        return
      }
      if (response.ok) showRooms((await response.json()).rooms)
    }
  } catch {
    // The server is away; what is shown stays until it is back.
  }
  setTimeout(refresh, REFRESH_MS)
}

let shown = ''

function showRooms(rooms) {
  find('no-rooms').hidden = rooms.length > 0
  // Unchanged lists stay as they are, so that the focus does too.
  const content = JSON.stringify(rooms)
  if (content === shown) return
  shown = content
  const focused = document.activeElement?.getAttribute('href')
  find('rooms').replaceChildren(...rooms.map(createRow))
  if (focused)
    find('rooms')
      .querySelector(`[href="${CSS.escape(focused)}"]`)
      ?.focus()
}

function createRow({ name, members }) {
  const link = document.createElement('a')
  link.href = `/?room=${encodeURIComponent(name)}`
  link.append(createSpan('name', name), createSpan('count', countPeople(members)))
  const row = document.createElement('li')
  row.append(link)
  return row
}

function createSpan(className, text) {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  if (className === 'name') span.dir = 'auto'
  return span
}

function countPeople(count) {
  return count === 1 ? '1 person' : `${count} people`
}
