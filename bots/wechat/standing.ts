import type { BotState, OperatorCall } from '../../src/kernel/chat/message.ts'
import { lines } from './words.ts'

/** How the bot is doing, told to the operator whenever it changes. */
export type Standing = {
  readonly state: () => BotState
  readonly become: (kind: BotState['kind'], line: string, call?: OperatorCall) => void
}

/** Starts as `starting`; a state that stays the same is not told again. */
export function createStanding(say: (state: BotState) => void, now: () => Date): Standing {
  let state: BotState = { kind: 'starting', line: lines.starting, since: now() }
  return {
    state: () => state,
    become: (kind, line, call) => {
      if (state.kind === kind && state.line === line && pageOf(state.call) === pageOf(call)) return
      state = { kind, line, since: state.kind === kind ? state.since : now(), ...(call === undefined ? {} : { call }) }
      say(state)
    },
  }
}

function pageOf(call: OperatorCall | undefined): string {
  return call === undefined ? '' : call.kind === 'scan' ? call.page : call.kind
}
