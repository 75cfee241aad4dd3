import { scriptAddress } from '../server-origin.js'
import type { importLanguage as Imports } from './language-files.js'

// In a script of another origin a relative import leads nowhere: the page is not to learn from it where the script was.
export const importLanguage: typeof Imports = (language) =>
  import(new URL(`locale/${language}.mjs`, scriptAddress()).href) as ReturnType<typeof Imports>
