import { createChatServer } from '@chat/server'
import { ChatClient } from '@chat/sdk'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findFreePort } from '../../free-port.js'
import { readClusterFile } from './cluster-file.js'
import { findTool } from './find-tool.js'

const nginx = findTool('nginx')

/** The file, with servers and a port of this machine and temporary files in a folder of their own. */
function writeConfig({ port, serverPorts }: { port: number; serverPorts: readonly number[] }) {
  const folder = mkdtempSync(join(tmpdir(), 'chat-nginx-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  const config = readClusterFile('examples/cluster/nginx.conf')
    .replace('http {', `http { ${paths}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replaceAll(/chat-(\d):3000/g, (_match, index: string) => {
      return `127.0.0.1:${serverPorts[Number(index) - 1]}`
    })
  const path = join(folder, 'nginx.conf')
  writeFileSync(path, config)
  const directives = `pid ${folder}/nginx.pid; error_log stderr; daemon off;`
  return ['-p', folder, '-c', path, '-g', directives]
}

test.skipIf(!nginx)('nginx has nothing against the configuration', () => {
  const args = writeConfig({ port: 8_080, serverPorts: [3_001, 3_002, 3_003] })
  const { stderr, status } = spawnSync(nginx ?? '', ['-t', ...args], { encoding: 'utf8' })
  expect(stderr).toContain('syntax is ok')
  expect(stderr.replace(/the "user" directive[^\n]*/, '')).not.toMatch(
    /\[(emerg|alert|crit|error)\]/,
  )
  expect(status).toBe(0)
})

test.skipIf(!nginx)(
  'people come through to a room over WebSocket, each from an address of their own; servers that are gone are passed over',
  async () => {
    const server = createChatServer({
      database: 'memory',
      logLevel: 'silent',
      metrics: true,
      trustedProxies: ['loopback'],
      maxConnectionsPerAddress: 1,
    })
    onTestFinished(() => server.close())
    const { port: serverPort } = await server.listen({ host: '127.0.0.1' })
    const port = await findFreePort()
    const serverPorts = [await findFreePort(), serverPort, await findFreePort()]
    const child = spawn(nginx ?? '', writeConfig({ port, serverPorts }), { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    onTestFinished(async () => {
      child.kill('SIGTERM')
      await ended
    })
    const url = `http://127.0.0.1:${port}`
    const isReady = async () => (await fetch(`${url}/ready`)).status
    await vi.waitFor(async () => expect(await isReady()).toBe(200), { timeout: 60_000 })

    const client = new ChatClient({ url, transports: ['websocket'] })
    onTestFinished(() => client.close())
    const room = await client.join('tea')
    await room.send('Through nginx')
    expect(room.messages.map(({ text }) => text)).toEqual(['Through nginx'])

    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    const metrics = await (await fetch(`http://127.0.0.1:${serverPort}/metrics`)).text()
    expect(metrics).toContain('\nchat_connections 1\n')
    // The address that nginx tells is the one that counts: another visitor has another.
    const handshake = (address: string) =>
      fetch(`${url}/socket.io/?EIO=4&transport=polling`, {
        headers: { 'X-Forwarded-For': address },
      })
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      expect((await handshake(address)).status).toBe(200)
    }
  },
)
