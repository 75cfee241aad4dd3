import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { launcherLooks, roomLooks } from './element-looks.js'

const ELEMENTS = [
  {
    tagName: 'chat-room',
    name: 'ChatRoomElement',
    files: ['src/attribute-properties.ts', 'src/chat-room-element.tsx'],
    entry: 'dist/define.js',
    looks: roomLooks,
  },
  {
    tagName: 'chat-launcher',
    name: 'ChatLauncherElement',
    files: ['src/launcher/chat-launcher-element.ts'],
    entry: 'dist/define-launcher.js',
    looks: launcherLooks,
  },
]

const MODULE = 'dist/index.js'

/** Rollup plugin: writes custom-elements.json, from the classes and their comments. */
export function elementManifest() {
  return {
    name: 'element-manifest',
    generateBundle() {
      const source = `${JSON.stringify(createManifest(), null, 2)}\n`
      this.emitFile({ type: 'asset', fileName: 'custom-elements.json', source })
    },
  }
}

function createManifest() {
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: ELEMENTS.map(describeElement),
        exports: ELEMENTS.map(({ name }) => ({
          kind: 'js',
          name,
          declaration: { name, module: MODULE },
        })),
      },
      ...ELEMENTS.map(({ tagName, name, entry }) => ({
        kind: 'javascript-module',
        path: entry,
        exports: [
          {
            kind: 'custom-element-definition',
            name: tagName,
            declaration: { name, module: MODULE },
          },
        ],
      })),
    ],
  }
}

function describeElement({ tagName, name, files, looks }) {
  const classes = files.map(classIn)
  const members = classes.flatMap(membersOf)
  const element = classes.at(-1)
  return {
    kind: 'class',
    customElement: true,
    tagName,
    name,
    description: textOf(element),
    superclass: { name: 'HTMLElement' },
    attributes: Object.entries(looks.attributes).map(([attribute, description]) => {
      const field = members.find((member) => member.name === attribute)
      return field
        ? {
            name: attribute,
            fieldName: attribute,
            type: field.type,
            description: field.description,
          }
        : { name: attribute, type: { text: 'string' }, description }
    }),
    members: members.map((member) =>
      member.name in looks.attributes
        ? { ...member, attribute: member.name, reflects: true }
        : member,
    ),
    events: eventsOf(element),
    slots: named(looks.slots),
    cssParts: named(looks.parts),
    cssProperties: named(looks.cssProperties),
  }
}

function named(descriptions) {
  return Object.entries(descriptions).map(([name, description]) => ({ name, description }))
}

function classIn(path) {
  const file = sourceOf(path)
  const found = file.statements.find(ts.isClassDeclaration)
  if (!found) throw new Error(`${path} has no class.`)
  return found
}

function sourceOf(path) {
  const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

/** What a page may read, set or call. */
function membersOf(element) {
  const members = new Map()
  for (const member of element.members) {
    if (!member.name || !ts.isIdentifier(member.name) || isInternal(member)) continue
    const name = member.name.text
    if (ts.isMethodDeclaration(member)) members.set(name, methodOf(name, member))
    else if (ts.isPropertyDeclaration(member)) members.set(name, fieldOf(name, member))
    else if (ts.isGetAccessor(member))
      members.set(name, { ...fieldOf(name, member), readonly: true })
    else if (ts.isSetAccessor(member)) delete members.get(name).readonly
  }
  return [...members.values()]
}

function isInternal({ name, modifiers = [] }) {
  return (
    /Callback$/.test(name.text) ||
    modifiers.some(({ kind }) =>
      [
        ts.SyntaxKind.StaticKeyword,
        ts.SyntaxKind.PrivateKeyword,
        ts.SyntaxKind.ProtectedKeyword,
      ].includes(kind),
    )
  )
}

function fieldOf(name, member) {
  return { kind: 'field', name, type: { text: member.type.getText() }, description: textOf(member) }
}

function methodOf(name, member) {
  return {
    kind: 'method',
    name,
    description: textOf(member),
    parameters: member.parameters.map((parameter) => ({
      name: parameter.name.getText(),
      type: { text: parameter.type.getText() },
      ...(parameter.questionToken && { optional: true }),
    })),
    return: { type: { text: member.type.getText() } },
  }
}

/** The `@fires` of a class, with the types that events.ts gives them. */
function eventsOf(element) {
  const types = new Map()
  const visit = (node) => {
    if (ts.isPropertySignature(node) && ts.isStringLiteral(node.name))
      types.set(node.name.text, node.type.getText())
    ts.forEachChild(node, visit)
  }
  visit(sourceOf('src/events.ts'))
  return ts
    .getJSDocTags(element)
    .filter(({ tagName }) => tagName.text === 'fires')
    .map(({ comment }) => {
      const [, name, description] = /^(\S+) (.*)$/s.exec(ts.getTextOfJSDocComment(comment))
      return { name, type: { text: types.get(name) }, description }
    })
}

function textOf(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? ''
  return text.replace(/\{@link (\w+)\}/g, '`$1`')
}
