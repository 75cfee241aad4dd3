import ts from 'typescript'
import { expect, test } from 'vitest'
import { folderOf, root } from './packages.js'

const entries = [
  ['sdk', `${folderOf('sdk')}/dist/index.d.ts`],
  ['sdk-moderation', `${folderOf('sdk')}/dist/moderation.d.ts`],
  ['server', `${folderOf('server')}/dist/index.d.ts`],
  ['widget', `${folderOf('widget')}/dist/index.d.ts`],
  ['protocol', `${root}packages/protocol/src/index.ts`],
] as const

const program = ts.createProgram(
  entries.map(([, path]) => path),
  {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    noEmit: true,
    types: [],
  },
)

// A name that comes or goes is a decision: run `pnpm test:gates --update` and commit the list.
test.each(entries)('@chat/%s exports what its list says', async (name, path) => {
  await expect(exportsOf(path)).toMatchFileSnapshot(`./api/${name}.txt`)
})

function exportsOf(path: string): string {
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(path)
  const symbol = file && checker.getSymbolAtLocation(file)
  if (!symbol) throw new Error(`${path} is no module. Is the package built?`)
  const lines = checker.getExportsOfModule(symbol).map((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
    const target = isAlias ? checker.getAliasedSymbol(exported) : exported
    const isTypeOnly = (target.flags & ts.SymbolFlags.Value) === 0
    return `${isTypeOnly ? 'type ' : ''}${exported.name}\n`
  })
  return lines.sort().join('')
}
