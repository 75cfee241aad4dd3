import { Connection } from './connection.ts'
import { measureCpu, type CpuUse } from './cpu-window.ts'
import type { Target } from './job.ts'

const RESUMED_EVENTS = 100
const PAGE = 50

/**
 * One client asks, again and again, what a visitor asks on arrival. Other dialects than the chat's know `join` alone.
 */
export type AskJob = { room: string; times: number }

/** Median milliseconds from request to answer. */
export type Asked = CpuUse & { joinMs: number; historyMs?: number; resumeMs?: number }

type Room = { seq: number; epoch: string }

export async function ask(target: Target, { room, times }: AskJob): Promise<Asked> {
  const connection = await Connection.open(target.port, target.dialect)
  const join: number[] = []
  const history: number[] = []
  const resume: number[] = []
  const timed = async (into: number[], event: string, payload: object) => {
    const startedAt = performance.now()
    const answer = await connection.request(event, payload)
    into.push(performance.now() - startedAt)
    return answer
  }

  const end = measureCpu(target.pid)
  for (let turn = 0; turn < times; turn += 1) {
    const { room: state } = await timed(join, 'join', { room, limit: PAGE })
    if (connection.session) {
      const { seq, epoch } = state as Room
      const before = 1 + Math.ceil(seq * ((turn % 10) + 1) * 0.1)
      await timed(history, 'history', { room, before, limit: PAGE })
      await timed(resume, 'sync', { room, after: Math.max(0, seq - RESUMED_EVENTS), epoch })
    }
    await connection.request('leave', { room })
  }
  const result = { ...end(), joinMs: median(join) }
  return connection.session
    ? { ...result, historyMs: median(history), resumeMs: median(resume) }
    : result
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}
