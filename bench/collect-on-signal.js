// Loaded into every Node server that is measured (`--import`): SIGUSR2 collects garbage, so that resident memory can be
// compared without what merely waits to be collected.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
process.on('SIGUSR2', () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }))
