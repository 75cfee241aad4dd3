// Serves the page on an origin of its own. Usage: node serve.js [port]
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 8080)

createServer(async (request, response) => {
  if (request.url !== '/') return response.writeHead(404).end('Not found\n')
  const page = await readFile(new URL('index.html', import.meta.url))
  return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
}).listen(port, 'localhost', function () {
  console.log(`http://localhost:${this.address().port}/`)
})
