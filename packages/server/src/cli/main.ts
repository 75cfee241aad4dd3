#!/usr/bin/env node
// Runs on any Node, so that one that is too old gets a sentence and not a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 13)) {
  const { run } = await import('./run.js')
  await run()
} else {
  process.stderr.write(
    `chat-server needs Node 22.13 or newer; this is Node ${process.versions.node}.\n`,
  )
  process.exitCode = 1
}
