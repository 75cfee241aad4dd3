import { importAgain } from './import-beside.js'
import type { importTools as Imports } from './tools-file.js'

export const importTools: typeof Imports = (attempt) => importAgain('chat-tools.mjs', attempt)
