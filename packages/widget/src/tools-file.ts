import type { ToolsFile } from './tools/tools.js'

/** For bundlers: a piece of its own. Rejects where it cannot be had; `attempt` counts how often it was asked for. */
export const importTools: (attempt: number) => Promise<ToolsFile> = () => import('./tools/tools.js')
