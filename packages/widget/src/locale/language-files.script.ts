import { importBeside } from '../import-beside.js'
import type { importLanguage as Imports } from './language-files.js'

export const importLanguage: typeof Imports = (language) => importBeside(`locale/${language}.mjs`)
