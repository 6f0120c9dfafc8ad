import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** How many bytes are really in use: what nobody needs any more is thrown away first. */
export function heapInUse(): number {
  collect()
  return process.memoryUsage().heapUsed
}
