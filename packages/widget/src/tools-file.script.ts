import { scriptAddress } from './server-origin.js'
import type { importTools as Imports } from './tools-file.js'

// Some browsers keep in mind that an address could not be had: another attempt has another one.
export const importTools: typeof Imports = (attempt) =>
  import(
    new URL(`chat-tools.mjs${attempt > 0 ? `?${attempt}` : ''}`, scriptAddress()).href
  ) as ReturnType<typeof Imports>
