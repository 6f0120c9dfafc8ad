import type { BotState } from '../../src/kernel/chat/message.ts'

/** Every line the operator may read about this bot. */
export const lines = {
  starting: '正在连接 Telegram',
  running: '已连上 Telegram，正在收消息',
  unreachable: '连不上 Telegram，会自己接着试',
  unreachableProxy: '连不上 Telegram，请看代理是否开着',
  notStored: '消息暂时存不下，会自己接着试',
  wrongToken: 'Telegram 不认这个令牌，请核对 TELEGRAM_BOT_TOKEN',
  conflict: '另一个程序正在用同一个令牌收消息，请停掉一个再启动',
  webhookElsewhere: '别的程序给这个令牌设了推送地址，请停掉它再启动',
  stopped: '已停止',
}

/** How the bot is doing, told to the operator whenever it changes. */
export type Standing = {
  readonly state: () => BotState
  readonly become: (kind: BotState['kind'], line: string) => void
}

/** Starts as `starting`; a state that stays the same is not told again. */
export function createStanding(say: (state: BotState) => void, now: () => Date): Standing {
  let state: BotState = { kind: 'starting', line: lines.starting, since: now() }
  return {
    state: () => state,
    become: (kind, line) => {
      if (state.kind === kind && state.line === line) return
      state = { kind, line, since: state.kind === kind ? state.since : now() }
      say(state)
    },
  }
}
