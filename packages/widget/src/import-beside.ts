import { scriptAddress } from './server-origin.js'

/** For the builds that are one script: imports what stands beside it. */
export function importBeside<File>(name: string): Promise<File> {
  // Of another origin a relative import leads nowhere: the page is not to learn from it where the script was.
  return import(new URL(name, scriptAddress()).href) as Promise<File>
}

/** Some browsers keep in mind that an address could not be had: another attempt has another one. */
export function importAgain<File>(name: string, attempt: number): Promise<File> {
  return importBeside(`${name}${attempt > 0 ? `?${attempt}` : ''}`)
}
