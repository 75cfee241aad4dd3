import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a program, or undefined where there is none: said loudly, and a failure where `CI` is set. */
export function findTool(name: string): string | undefined {
  // Debian keeps some out of the path of those who are not root.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin']
  const found = folders.map((folder) => join(folder, name)).find(isExecutable)
  if (found) return found
  if (process.env['CI']) throw new Error(`No ${name}: install it.`)
  console.error(`!!! No ${name} here: WHAT ONLY IT CAN CHECK IS NOT CHECKED. Install it.`)
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
