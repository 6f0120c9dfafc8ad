import { request } from 'node:http'
import type { Call } from './call.ts'
import { isTrue, objectOf, textOf } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Updates, Wire } from './updates.ts'

const RETRY_MS = 100

/** Where updates are carried to, when the bot wants them brought. */
export type Webhook = {
  readonly isSet: () => boolean
  readonly setWebhook: (call: Call) => true
  readonly deleteWebhook: (call: Call) => true
  readonly getWebhookInfo: () => Wire
  readonly stop: () => void
}

type Target = { readonly url: string; readonly secret: string }

/** Carries updates one by one, in order, and brings each again until it is answered with a 2xx. */
export function createWebhook(updates: Updates, onSet: () => void): Webhook {
  let target: Target | undefined
  let isCarrying = false
  let lastError = ''
  let timer: NodeJS.Timeout | undefined

  const carry = async (): Promise<void> => {
    if (isCarrying) return
    isCarrying = true
    while (target !== undefined && updates.waiting() > 0) {
      const [update] = updates.take(1)
      if (update === undefined) break
      const status = await post(target, update)
      if (status >= 200 && status < 300) {
        updates.acknowledge(Number(update['update_id']) + 1)
        continue
      }
      lastError = status === 0 ? 'Connection refused' : `Wrong response from the webhook: ${status}`
      timer = setTimeout(() => void carry(), RETRY_MS)
      break
    }
    isCarrying = false
  }
  updates.onPush(() => {
    if (target !== undefined) setImmediate(() => void carry())
  })

  return {
    isSet: () => target !== undefined,
    setWebhook: (call) => {
      const url = textOf(call.parameters, 'url')
      const secret = textOf(call.parameters, 'secret_token')
      if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters')
      if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
      const kinds = objectOf(call.parameters, 'allowed_updates')
      if (Array.isArray(kinds)) updates.allow(kinds.map(String))
      if (isTrue(call.parameters['drop_pending_updates'])) updates.drop()
      target = url === '' ? undefined : { url, secret }
      onSet()
      void carry()
      return true
    },
    deleteWebhook: (call) => {
      if (isTrue(call.parameters['drop_pending_updates'])) updates.drop()
      target = undefined
      return true
    },
    getWebhookInfo: () => ({
      url: target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.waiting(),
      ...(lastError === '' ? {} : { last_error_message: lastError }),
    }),
    stop: () => {
      target = undefined
      clearTimeout(timer)
    },
  }
}

/** The status the bot answered with, 0 when it could not be reached. The real server insists on https. */
function post(target: Target, update: Wire): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      ...(target.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
    }
    const outgoing = request(target.url, { method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', () => resolve(0))
    })
    outgoing.on('error', () => resolve(0))
    outgoing.end(JSON.stringify(update))
  })
}
