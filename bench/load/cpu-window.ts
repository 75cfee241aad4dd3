import { cpuSeconds } from './process-usage.ts'

/** A core counts as full from here on: the rest goes to the scheduler and to rounding. */
const FULL = 0.92

export type CpuUse = {
  seconds: number
  /** Processor seconds of the server. */
  serverCpu: number
  generatorCpu: number
  /** Whether the generator had no core left while the server had: the server could do more than was measured. */
  isGeneratorBound: boolean
}

/** Begins to measure; call the result to end. */
export function measureCpu(serverPid: number): () => CpuUse {
  const start = read(serverPid)
  return () => {
    const end = read(serverPid)
    const seconds = (end.at - start.at) / 1000
    const serverCpu = end.server - start.server
    const generatorCpu = end.generator - start.generator
    const isGeneratorBound = generatorCpu / seconds > FULL && serverCpu / seconds < FULL
    return { seconds, serverCpu, generatorCpu, isGeneratorBound }
  }
}

function read(serverPid: number) {
  return {
    at: performance.now(),
    server: cpuSeconds(serverPid),
    generator: cpuSeconds(process.pid),
  }
}
