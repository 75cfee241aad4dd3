import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The packages that are published. */
export const published = ['sdk', 'server', 'widget'] as const

export type Published = (typeof published)[number]

export function folderOf(name: Published): string {
  return `${root}packages/${name}`
}

/** Every file that a build has put into a package's `dist`, as absolute paths. */
export function builtFilesOf(name: Published): string[] {
  const dist = `${folderOf(name)}/dist`
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
}
