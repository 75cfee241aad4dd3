// Two builds write to dist, one after the other: neither may clear it.
import { rm } from 'node:fs/promises'

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true })
