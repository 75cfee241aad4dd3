import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

type Answer = { content?: { 'application/json': { schema: object } }; $ref?: string }
type Operation = { responses: Record<string, Answer> }

const description = JSON.parse(
  readFileSync(new URL('../../src/http/api/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, Operation>>; components: object }

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ ...description, $id: 'api' })
const validators = new Map<string, ValidateFunction>()

/** Method and path of every operation that is described. */
export const describedOperations = Object.entries(description.paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
)

/** Fails where an answer is not what the description says of this request. */
export function expectAsDescribed(
  method: string,
  path: string,
  { status, body }: { status: number; body: unknown },
): void {
  const pattern = Object.keys(description.paths).find((candidate) =>
    new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  const operation = pattern && description.paths[pattern]?.[method.toLowerCase()]
  expect(operation, `${method} ${path} is described`).toBeDefined()
  const place = `#/paths/${escape(pattern ?? '')}/${method.toLowerCase()}/responses/${status}`
  const answer = operation ? operation.responses[status] : undefined
  expect(answer, `${method} ${path} may answer ${status}`).toBeDefined()
  const at = answer?.$ref ?? place
  const hasBody = answer?.$ref !== undefined || answer?.content !== undefined
  if (!hasBody) {
    expect(body).toBe('')
    return
  }
  const schema = `api${at}/content/application~1json/schema`
  const validate = validators.get(schema) ?? ajv.compile({ $ref: schema })
  validators.set(schema, validate)
  expect(validate(body), JSON.stringify([method, path, body, validate.errors], null, 1)).toBe(true)
}

function escape(path: string): string {
  return encodeURIComponent(path.replaceAll('/', '~1'))
}
