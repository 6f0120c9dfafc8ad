import type { Agent } from 'node:http'
import { Api } from 'grammy'
import type { TelegramSettings } from './config.ts'
import { LONG_POLL_SECONDS } from './poll.ts'
import { createAgent } from './proxy.ts'

const SEND_TIMEOUT_SECONDS = 30
/** What a poll may take longer than Telegram promised to hold it. */
const POLL_GRACE_SECONDS = 15

/** Two typed clients of the Bot API, for speaking and for listening, so that hanging up on one leaves the other alone. */
export type Client = {
  readonly api: Api
  readonly pollApi: Api
  /** For downloads. */
  readonly agent: Agent
  /** Ends a poll that is being held open. */
  readonly hangUp: () => void
}

/** Opens both. grammY's own wait of 500 seconds for an answer is cut to what a person would bear. */
export function openClient({ token, apiRoot, proxy }: TelegramSettings): Client {
  const agent = createAgent(apiRoot, proxy)
  const pollAgent = createAgent(apiRoot, proxy)
  return {
    api: new Api(token, { apiRoot, timeoutSeconds: SEND_TIMEOUT_SECONDS, baseFetchConfig: { agent } }),
    pollApi: new Api(token, { apiRoot, timeoutSeconds: LONG_POLL_SECONDS + POLL_GRACE_SECONDS, baseFetchConfig: { agent: pollAgent } }),
    agent,
    hangUp: () => pollAgent.destroy(),
  }
}
