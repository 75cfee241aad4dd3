import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ADMIN_KEY, createCaller } from './api/caller.js'
import { exitOf, runCommand, urlOf } from './command.js'
import { eventually } from './eventually.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'secret-garden'

/** What only a visitor could have said, been called, or come from. */
const own = {
  text: 'Rosebud-in-the-text',
  edited: 'Rosebud-in-the-edit',
  name: 'Annabella',
  later: 'Isabella',
  address: '203.0.113.77',
}

test('at its default level the log has no text, name, room, id or address in it, whatever visitors do', async () => {
  const command = runCommand([
    ...['--port', '0', '--host', '127.0.0.1', '--data', join(folder, 'data')],
    // No proxy is trusted, so that the warning about one is in the log.
    ...['--origins', 'https://good.example', '--metrics', '127.0.0.1:0'],
  ])
  const url = await urlOf(command)
  const extraHeaders = { Origin: 'https://good.example', 'X-Forwarded-For': own.address }
  const ann = await Visitor.arrive(url, { name: own.name }, { extraHeaders })
  await ann.request('join', { room })
  const { message } = await ann.request('message', { room, text: own.text })
  await ann.request('edit', { room, id: message.id, text: own.edited })
  await ann.request('react', { room, id: message.id, emoji: '👍', on: true })
  await ann.request('name', { name: own.later })
  await ann.request('delete', { room, id: message.id })

  // What is refused, malformed or too much, which is what a careless log would repeat.
  await ann.codeOf('message', { room, text: own.text, id: own.name })
  await ann.codeOf('join', { room: `${room}?` })
  const codes = await Promise.all(
    Array.from({ length: 40 }, () => ann.codeOf('message', { room, text: own.text })),
  )
  expect(codes).toContain('rate_limited')
  await Visitor.arrive(url, { protocol: 99, name: own.name }, { extraHeaders })
  await Visitor.arrive(url, {}, { extraHeaders: { Origin: `https://${own.name}.example` } })
  for (const path of [`/${own.name}`, `/%E0%A4%A${own.name}`, `/?room=${room}`]) {
    await fetch(url + path, { headers: { 'X-Forwarded-For': own.address } })
  }
  const { token, user } = ann.session
  ann.socket.emit('message', { room, text: 'x'.repeat(100_000) + own.text })
  await eventually(() => expect(ann.isClosed).toBe(true))
  command.child.kill('SIGTERM')
  const { code, errors, output } = await exitOf(command)

  expect(code).toBe(0)
  expect(errors).toContain('is not a trusted proxy')
  for (const secret of [...Object.values(own), room, token, user.id, message.id, 'x'.repeat(50)]) {
    expect(errors + output).not.toContain(secret)
  }
  // 127.0.0.1 is where the server itself says that it listens; a visitor's own port would follow theirs.
  expect(errors.replaceAll(/"url":"http:\/\/127\.0\.0\.1:\d+\/metrics"/g, '')).not.toMatch(
    /\d+\.\d+\.\d+\.\d+|::1/,
  )
})

test('nor in what moderators do, in what is held, refused, reported, erased or exported', async () => {
  const dataDir = join(folder, 'moderated')
  const wordList = join(folder, 'words.txt')
  writeFileSync(wordList, 'rosebud*\n')
  const env = { CHAT_ADMIN_KEY: ADMIN_KEY, CHAT_DATA: dataDir }
  const flags = ['--port', '0', '--host', '127.0.0.1', '--preset', 'careful']
  const command = runCommand([...flags, '--word-list', wordList, '--rate-limits', 'off'], { env })
  const url = await urlOf(command)
  const call = createCaller(url)
  const act = (action: object, reason?: string) =>
    call(`POST /rooms/${room}/actions`, { action, ...(reason !== undefined && { reason }) })
  const arrive = async (name: string) => {
    const visitor = await Visitor.arrive(url, { name })
    await visitor.request('join', { room })
    return visitor
  }
  const ann = await arrive(own.name)
  const ben = await arrive('Balthazar')
  const { message } = await ann.request('message', { room, text: `${own.text.slice(1)} 1` })
  await ben.request('report', { room, id: message.id, reason: own.edited })
  expect(await ann.codeOf('message', { room, text: own.text })).toBe('refused')
  await ben.request('message', { room, text: 'Xanadu' })
  await act({ type: 'settings', settings: { holdAll: true, password: own.later } })
  expect(await ann.codeOf('message', { room, text: 'Xanadu-held' })).toBe('held')
  const [held] = (await call('GET /held')).body.entries
  await act({ type: 'reject', id: held.id })
  await act({ type: 'resolve', id: message.id, outcome: 'dismissed' })
  await act({ type: 'mute', user: ann.session.user.id, seconds: 60 }, own.edited)
  await act({ type: 'ban', user: ben.session.user.id }, own.edited)
  expect(await ben.codeOf('join', { room })).toBe('banned')
  const { token } = (await call('POST /moderator-links', { room, name: own.later })).body
  await Visitor.arrive(url, { links: [token, 'nonsense'] })
  const { key } = (await call('POST /bot-keys', { name: own.later })).body
  await createCaller(url, key)(`POST /rooms/${room}/messages`, { text: 'Xanadu' })
  await createCaller(url, `${ADMIN_KEY}-wrong`)('GET /rooms')
  const id = ann.session.user.id
  await fetch(`${url}/api/users/${id}/export`, {
    headers: { Authorization: `Bearer ${ADMIN_KEY}` },
  })
  await call(`DELETE /users/${id}?reason=${own.edited}`)
  // On the command line what is asked for is said, and nothing else.
  const erasing = await exitOf(runCommand(['erase', `--user=${ben.session.user.id}`], { env }))
  expect(erasing.code).toBe(0)
  command.child.kill('SIGTERM')
  const { code, errors, output } = await exitOf(command)

  expect(code).toBe(0)
  expect(errors).toContain('without a key that is good')
  const secrets = [
    ...Object.values(own),
    own.text.slice(1),
    'Xanadu',
    'Balthazar',
    room,
    token,
    key,
  ]
  const ids = [message.id, held.id, id, ben.session.user.id, ADMIN_KEY]
  for (const secret of [...secrets, ...ids]) {
    expect(errors + output + erasing.errors + erasing.output).not.toContain(secret)
  }
  expect(errors).not.toMatch(/\d+\.\d+\.\d+\.\d+|::1/)
})
