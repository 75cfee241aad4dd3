import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HELP } from './arguments.js'

const PAGE = new URL('../../../../docs/running-a-server.md', import.meta.url)

/** Flags and environment variables that a text names. */
function optionsIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w-])(--[a-z][a-z-]*|CHAT_[A-Z_]+)/g)
  return [...new Set([...named].map(([name]) => name))].sort()
}

/** The rows of the table of options. */
function optionTable(page: string): string {
  const [, section = ''] = /\n## Options\n([\s\S]*?)\n## /.exec(page) ?? []
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n')
}

test('the page for operators documents every option of --help, and no other', () => {
  expect(optionsIn(optionTable(readFileSync(PAGE, 'utf8')))).toEqual(optionsIn(HELP))
})
