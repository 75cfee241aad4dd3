import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The top of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** Files of examples/cluster, and the Dockerfile that they build on. */
export const CLUSTER_FILES = [
  'Dockerfile',
  'examples/cluster/chat-server.service',
  'examples/cluster/compose.yaml',
  'examples/cluster/grafana-dashboard.json',
  'examples/cluster/kubernetes.yaml',
  'examples/cluster/nginx.conf',
] as const

export function readClusterFile(path: (typeof CLUSTER_FILES)[number]): string {
  return readFileSync(ROOT + path, 'utf8')
}
