import { Ajv } from 'ajv'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { folderOf, root } from './packages.js'

type Named = { name: string }
type Declaration = Record<
  'attributes' | 'events' | 'slots' | 'cssParts' | 'cssProperties',
  Named[]
> & {
  tagName: string
  members: (Named & { kind: string; readonly?: true; description: string })[]
}
type Manifest = { modules: { declarations?: Declaration[] }[] }

const source = `${folderOf('widget')}/src/`
const manifest = JSON.parse(
  readFileSync(`${folderOf('widget')}/dist/custom-elements.json`, 'utf8'),
) as Manifest
const docs = readFileSync(`${root}docs/embedding.md`, 'utf8')
const props = readFileSync(`${source}frameworks/element-props.ts`, 'utf8')

const TO_DO = 'packages/widget/build/element-looks.js'

// Files of the launcher and of what it alone loads; all others are the room's.
const ofLauncher = /^(launcher|alerts)\//
const elements = [
  ['chat-room', 'ChatRoom', (path: string) => !ofLauncher.test(path)],
  ['chat-launcher', 'ChatLauncher', (path: string) => ofLauncher.test(path)],
] as const

test('the manifest of the elements is one by its schema', () => {
  const schema = createRequire(import.meta.url)('custom-elements-manifest') as object
  const ajv = new Ajv({ strict: false })
  const isValid = ajv.validate(schema, manifest)
  expect(ajv.errors).toBeNull()
  expect(isValid).toBe(true)
})

describe.each(elements)('the manifest of <%s>', (tagName, prefix, isOfElement) => {
  let element: Declaration
  let code: string

  beforeAll(() => {
    const found = manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .find((declaration) => declaration.tagName === tagName)
    if (!found) throw new Error(`There is no <${tagName}>.`)
    element = found
    code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test(-d)?\./.test(path) && isOfElement(path))
      .map((path) => readFileSync(source + path, 'utf8'))
      .join('\n')
  })

  test('has every part and no other', () => {
    const parts = [
      ...matches(code, /\bpart=(?:"([^"]+)"|\{([^}]+)\})/g).flatMap((value) =>
        value.includes("'") ? matches(value, /'([^']+)'/g) : [value],
      ),
      ...matches(code, /\bpart: '([^']+)'/g),
      ...matches(code, /'part', '([^']+)'/g),
    ]
    expectSame(
      namesOf(element.cssParts),
      parts.flatMap((names) => names.split(' ')),
      `Name the parts of <${tagName}> in ${TO_DO}.`,
    )
  })

  test('has every slot and no other', () => {
    const slots = [
      ...matches(code, /<slot name="([^"]+)"/g),
      ...matches(code, /<slot name=\{`([^`]+)`\}/g).map((name) => name.replace(/\$\{.+\}/, '{id}')),
      ...matches(code, /\bSLOTS = \[([^\]]+)\]/g).flatMap((list) => matches(list, /'([^']+)'/g)),
    ]
    expectSame(namesOf(element.slots), slots, `Name the slots of <${tagName}> in ${TO_DO}.`)
  })

  test('has every custom property and no other', () => {
    expectSame(
      namesOf(element.cssProperties),
      matches(code, /var\((--chat-[a-z-]+)/g),
      `Name the custom properties of <${tagName}> in ${TO_DO}.`,
    )
  })

  test('has every event that is dispatched and no other, and templates may listen to it', () => {
    const typed = new Map(
      [...readFileSync(`${source}events.ts`, 'utf8').matchAll(/'(chat-[a-z]+)': (\w+)/g)].map(
        ([, name, type]) => [type, name] as const,
      ),
    )
    const dispatched = [
      ...matches(code, /new (Chat\w+Event)\(/g).map((type) => typed.get(type) ?? type),
      ...matches(code, /new Event\('(chat-[a-z]+)'/g),
    ]
    expectSame(
      namesOf(element.events),
      dispatched,
      `Write @fires for the events of <${tagName}> at its class.`,
    )
    const listed = matches(typeNamed(`${prefix}Events`), /'(chat-[a-z]+)'/g)
    for (const name of namesOf(element.events)) {
      expect(
        listed,
        `Name ${name} in ${prefix}Events of src/frameworks/element-props.ts.`,
      ).toContain(name)
    }
  })

  test('says of everything what it is', () => {
    const all = [
      ...element.members,
      ...(element.attributes as Declaration['members']),
      ...(element.events as Declaration['members']),
    ]
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
  })

  test('has nothing to set that templates may not set', () => {
    const writable = element.members.filter(({ kind, readonly }) => kind === 'field' && !readonly)
    expectSame(
      matches(typeNamed(`${prefix}Props`), /'([a-z]+)'|\b(room): /gi),
      namesOf(writable),
      `Name what can be set on <${tagName}> in ${prefix}Props of src/frameworks/element-props.ts.`,
    )
  })

  test('has nothing that docs/embedding.md does not tell of', () => {
    const { attributes, members, events, slots, cssParts, cssProperties } = element
    const untold = [attributes, members, events, slots, cssParts, cssProperties]
      .flatMap(namesOf)
      .filter((name) => !docs.includes(`\`${name}\``) && !docs.includes(`\`${name}(`))
    expect([...new Set(untold)], 'Tell of it in docs/embedding.md.').toEqual([])
  })
})

function expectSame(listed: string[], found: string[], message: string): void {
  expect(sorted(listed), message).toEqual(sorted(found))
}

const sorted = (names: string[]) => [...new Set(names)].sort()

const namesOf = (list: Named[]) => list.map(({ name }) => name)

/** What each match has in the first of its groups that has something. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1).find((group) => group) ?? '')
}

function typeNamed(name: string): string {
  return new RegExp(`export type ${name} = ([^]*?)\\n(?:\\n|$)`).exec(props)?.[1] ?? ''
}
