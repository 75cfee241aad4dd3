import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HELP } from './arguments.js'
import { SUBCOMMANDS } from './subcommands/subcommands.js'

const PAGE = readFileSync(new URL('../../../../docs/running-a-server.md', import.meta.url), 'utf8')
/** Options that are documented once for all subcommands. */
const OF_ALL = ['--data', '--database', '--redis', '--help']

/** Flags and environment variables that a text names. */
function optionsIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w-])(--[a-z][a-z-]*|CHAT_[A-Z_]+)/g)
  return [...new Set([...named].map(([name]) => name))].sort()
}

/** The rows of the table of a section. */
function rowsOf(title: string): string[] {
  const [, section = ''] = new RegExp(`\n## ${title}\n([^]*?)\n## `).exec(PAGE) ?? []
  return section.split('\n').filter((line) => line.startsWith('|'))
}

test('the page for operators documents every option of --help, and no other', () => {
  expect(optionsIn(rowsOf('Options').join('\n'))).toEqual(optionsIn(HELP))
})

test('--help and the page for operators name every subcommand, and no other', () => {
  const names = SUBCOMMANDS.map(({ name }) => name).toSorted()
  const [, listed = ''] = HELP.split('\nCommands')
  const inHelp = [...listed.matchAll(/ {2}([a-z]+) +[a-z]+ /g)].map(([, name]) => name)
  expect(inHelp.toSorted()).toEqual(names)
  const inPage = rowsOf('Command line').flatMap(
    (row) => /^\| `chat-server ([a-z]+)`/.exec(row)?.[1] ?? [],
  )
  expect(inPage.toSorted()).toEqual(names)
})

test.each(SUBCOMMANDS.map((subcommand) => [subcommand.name, subcommand.help] as const))(
  'the page for operators documents every option of chat-server %s --help, and no other',
  (name, help) => {
    const [, options = ''] =
      rowsOf('Command line')
        .find((row) => row.startsWith(`| \`chat-server ${name}\``))
        ?.split('|')
        .slice(1) ?? []
    const own = optionsIn(help).filter((one) => one.startsWith('--') && !OF_ALL.includes(one))
    expect(optionsIn(options)).toEqual(own)
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  },
)
