import { setTimeout as sleep } from 'node:timers/promises'
import { startGateway } from '../support/wechat/gateway.ts'
import { median, type Result } from './figure.ts'
import { startProgram, type Wiring } from './program.ts'

const REST_MS = 2000

/** The same start with WeChat switched on beside, talking to a gateway: what wechaty costs whoever wants it, and nobody else. */
export async function startWithWechat(
  wiring: Wiring,
  starts: number,
  without: { readonly startMs: number; readonly residentMb: number },
): Promise<readonly Result[]> {
  const gateway = await startGateway()
  gateway.login()
  const more = {
    WECHATY_PUPPET: 'wechaty-puppet-service',
    WECHATY_PUPPET_SERVICE_TOKEN: gateway.token,
    WECHATY_PUPPET_SERVICE_ENDPOINT: gateway.endpoint,
    WECHATY_PUPPET_SERVICE_NO_TLS: '1',
  }
  const times: number[] = []
  const sizes: number[] = []
  try {
    for (let start = 0; start < starts; start += 1) {
      const program = await startProgram({ ...wiring, more })
      times.push(program.startMs)
      await sleep(REST_MS)
      sizes.push(program.residentMb())
      await program.stop()
    }
  } finally {
    await gateway.stop()
  }
  const [ms, size] = [median(times), median(sizes)]
  return [
    {
      name: 'start with WeChat',
      unit: 'ms',
      ours: ms,
      peer: { name: 'without WeChat', value: without.startMs },
      ratio: ms / without.startMs,
      how: `the same, logged in through a gateway on loopback; wechaty is loaded only here; median of ${starts}`,
    },
    {
      name: 'memory with WeChat',
      unit: 'MB',
      ours: size,
      peer: { name: 'without WeChat', value: without.residentMb },
      ratio: size / without.residentMb,
      how: 'resident set two seconds after the start',
    },
  ]
}
