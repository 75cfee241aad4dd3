import { Deployment } from 'kubernetes-models/apps/v1'
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { Secret, Service } from 'kubernetes-models/v1'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { readClusterFile } from './cluster-file.js'
import { findTypeErrors } from './find-type-errors.js'

const KINDS = { Secret, Deployment, Service, Ingress, PodDisruptionBudget } as const
type Kind = keyof typeof KINDS

const modules: Record<Kind, string> = {
  Secret: 'kubernetes-models/v1',
  Service: 'kubernetes-models/v1',
  Deployment: 'kubernetes-models/apps/v1',
  Ingress: 'kubernetes-models/networking.k8s.io/v1',
  PodDisruptionBudget: 'kubernetes-models/policy/v1',
}

const documents = parseAllDocuments(readClusterFile('examples/cluster/kubernetes.yaml'))
const objects = documents.map((document) => document.toJS() as { kind: Kind })
const find = (kind: Kind) => objects.find((object) => object.kind === kind)

const deployment = new Deployment(find('Deployment') as never)
const pod = deployment.spec?.template.spec
const container = pod?.containers[0]

test('every object is one that Kubernetes knows, with fields that it knows', () => {
  expect(documents.flatMap(({ errors }) => errors)).toEqual([])
  expect(objects.map(({ kind }) => kind).sort()).toEqual(Object.keys(KINDS).sort())
  for (const object of objects) {
    const Model: new (data: never) => { validate(): void; apiVersion: string } = KINDS[object.kind]
    const model = new Model(object as never)
    model.validate()
    expect(object).toMatchObject({ apiVersion: model.apiVersion })
  }
  const check = (values: readonly { kind: Kind }[]) =>
    findTypeErrors(
      values.map(
        (value) =>
          `import type { I${value.kind} } from '${modules[value.kind]}'\n` +
          `export const value: I${value.kind} = ${JSON.stringify(value)}`,
      ),
    )
  expect(check(objects)).toEqual([])
  const misspelt = JSON.parse(
    JSON.stringify(objects).replace('"livenessProbe"', '"livelinessProbe"'),
  )
  expect(check(misspelt)).toEqual([expect.stringContaining('livelinessProbe')])
}, 60_000)

test('what refers to each other fits: labels, ports, names', () => {
  const labels = deployment.spec?.template.metadata?.labels
  const service = new Service(find('Service') as never)
  const budget = new PodDisruptionBudget(find('PodDisruptionBudget') as never)
  const ingress = new Ingress(find('Ingress') as never)
  const secret = new Secret(find('Secret') as never)
  const { selector } = deployment.spec ?? {}
  expect(labels).toMatchObject(selector?.matchLabels ?? { none: true })
  expect(labels).toMatchObject(service.spec?.selector ?? { none: true })
  expect(labels).toMatchObject(budget.spec?.selector?.matchLabels ?? { none: true })

  const ports = container?.ports?.map(({ name }) => name)
  expect(ports).toContain(service.spec?.ports?.[0]?.targetPort)
  for (const probe of [
    container?.readinessProbe,
    container?.livenessProbe,
    container?.startupProbe,
  ]) {
    expect(ports).toContain(probe?.httpGet?.port)
  }
  const backend = ingress.spec?.rules?.[0]?.http?.paths[0]?.backend.service
  expect(backend).toEqual({
    name: service.metadata?.name,
    port: { name: service.spec?.ports?.[0]?.name },
  })
  expect(container?.envFrom?.[0]?.secretRef?.name).toBe(secret.metadata?.name)
})

test('an update loses nobody: new servers first, and time to drain', () => {
  expect(deployment.spec?.strategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 })
  const [, wait = ''] = container?.lifecycle?.preStop?.exec?.command ?? []
  // A server drains for 5 s at most.
  expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(Number(wait) + 5)
})

test('the loss of Redis or PostgreSQL, which all share, takes no server out', () => {
  const { readinessProbe, livenessProbe, startupProbe } = container ?? {}
  for (const probe of [readinessProbe, livenessProbe, startupProbe]) {
    expect(probe?.httpGet?.path).toBe('/health')
  }
})

test('a Service called chat does not put its address into CHAT_PORT', () => {
  expect(pod?.enableServiceLinks).toBe(false)
})

test('it runs as nobody in particular and may write nothing', () => {
  expect(pod?.securityContext?.runAsNonRoot).toBe(true)
  expect(pod?.automountServiceAccountToken).toBe(false)
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
})
