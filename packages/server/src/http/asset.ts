import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// Beside the bundled entry (dist/index.*), above it (dist/cli/main.js and its chunks), or, where the source runs
// itself, in what was built last.
const DIRECTORIES = ['./assets/', '../assets/', '../../dist/assets/']

const cache = new Map<string, Promise<Buffer | undefined>>()

/** A file of those that the build puts together for browsers; undefined where it is not built. Read once. */
export function readAsset(name: string): Promise<Buffer | undefined> {
  const known = cache.get(name)
  if (known) return known
  const reading = findAsset(name)
  cache.set(name, reading)
  // What is not there is not remembered: anybody may ask for any name, and memory would grow with them.
  void reading.then((file) => {
    if (!file) cache.delete(name)
  })
  return reading
}

async function findAsset(name: string): Promise<Buffer | undefined> {
  for (const directory of DIRECTORIES) {
    try {
      return await readFile(fileURLToPath(new URL(directory + name, import.meta.url)))
    } catch {
      // Not there: the next.
    }
  }
  return undefined
}
