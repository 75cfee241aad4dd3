import { createChatServer } from '@chat/server'
import { expect, onTestFinished, test } from 'vitest'
import { readClusterFile } from './cluster-file.js'

type Panel = {
  id: number
  title: string
  gridPos: { h: number; w: number; x: number; y: number }
  targets: { expr: string }[]
}
type Dashboard = {
  panels: Panel[]
  templating: { list: { name: string; definition?: string }[] }
}

const dashboard = JSON.parse(
  readClusterFile('examples/cluster/grafana-dashboard.json'),
) as Dashboard
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

/** Names of metrics, where a selector follows. */
function metricsIn(expression: string): string[] {
  return [...expression.matchAll(/([a-z_][a-z0-9_]*)\{/g)].flatMap(([, name = '']) => name)
}

test('every metric on the dashboard is one that a server has', async () => {
  const server = createChatServer({ database: 'memory', logLevel: 'silent', metrics: true })
  onTestFinished(() => server.close())
  const { url } = await server.listen({ host: '127.0.0.1' })
  const exposed = await (await fetch(`${url}/metrics`)).text()
  const samples = new Set(
    [...exposed.matchAll(/^([a-z_][a-z0-9_]*)[ {]/gm)].map(([, name]) => name),
  )

  for (const expression of expressions) {
    const names = metricsIn(expression)
    expect(names, expression).not.toEqual([])
    for (const name of names) expect(samples, expression).toContain(name)
    for (const [, label = ''] of expression.matchAll(/by \((\w+)\)/g)) {
      expect(exposed, expression).toContain(`${label}="`)
    }
  }
})

test('every chat metric of a server is on the dashboard', async () => {
  const server = createChatServer({ database: 'memory', logLevel: 'silent', metrics: true })
  onTestFinished(() => server.close())
  const { url } = await server.listen({ host: '127.0.0.1' })
  const exposed = await (await fetch(`${url}/metrics`)).text()
  const shown = expressions.flatMap(metricsIn).join(' ')
  for (const [, name = ''] of exposed.matchAll(/^# TYPE (chat_\w+)/gm))
    expect(shown).toContain(name)
})

test('brackets close, variables exist, and no panel covers another', () => {
  const variables = dashboard.templating.list.map(({ name }) => name)
  for (const expression of expressions) {
    for (const [open, close] of ['()', '{}', '[]']) {
      expect(expression.split(open ?? '').length, expression).toBe(
        expression.split(close ?? '').length,
      )
    }
    for (const [, name = ''] of expression.matchAll(/\$(?!__)(\w+)/g))
      expect(variables).toContain(name)
  }
  const taken = new Set<string>()
  for (const { gridPos, title } of dashboard.panels) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x},${y}`), title).toBe(false)
        taken.add(`${x},${y}`)
      }
    }
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
})
