/** What people type and what it means: the words the interpreter and the capabilities share. */

/**
 * What may be open for a sender in a chat, waiting for an answer. `meeting`: one is called or under way about which
 * something may be said for oneself or for others, but nothing is asked of the sender now.
 */
export type OpenThing =
  | 'attendance'
  | 'meeting'
  | 'dues'
  | 'notice'
  | 'disclosure'
  | 'contact_check'
  | 'feedback_reply'
  | 'review'
  | 'preview'
  | 'rota'

/** One message with all the interpreter may know about it. `today` is the civil day in Asia/Shanghai. */
export type Utterance = {
  readonly text: string
  readonly chat: 'group' | 'private'
  readonly role: 'member' | 'secretary' | 'supervisor' | 'villager' | 'unknown'
  readonly sender?: string
  readonly migrant?: boolean
  /** What the sender's last message recorded, within ten minutes. */
  readonly last?: string
  readonly open: readonly OpenThing[]
  /** The open month of dues, YYYY-MM. */
  readonly period?: string
  readonly assessedFen?: number
  readonly today: string
  readonly addressed?: boolean
}

export type IntentName =
  | 'check_in'
  | 'leave_request'
  | 'late_arrival_note'
  | 'acknowledge'
  | 'dues_claim'
  | 'dues_amount_query'
  | 'dues_status_query'
  | 'dues_hardship'
  | 'others_data_query'
  | 'how_to'
  | 'help'
  | 'identity_query'
  | 'my_record'
  | 'view_disclosure'
  | 'feedback'
  | 'report'
  | 'satisfied'
  | 'dissatisfied'
  | 'contact_ok'
  | 'contact_place'
  | 'contact_phone'
  | 'migrant_leaving'
  | 'migrant_returned'
  | 'transfer_wish'
  | 'undo'
  | 'confirm'
  | 'cancel'
  | 'quiet'
  | 'privacy_request'
  | 'approve'
  | 'object'
  | 'record_for_member'
  | 'confirm_claims'
  | 'start_notice'
  | 'start_meeting'
  | 'open_check_in'
  | 'close_check_in'
  | 'ask_back'
  | 'none'

/** What a person wants, with its slots named as people label them outside; money is integer fen. */
export type Intent = {
  readonly intent: IntentName
  readonly on_behalf_of?: string | readonly string[]
  readonly self?: boolean
  readonly name?: string
  readonly names?: readonly string[]
  readonly reason?: true
  readonly amount_fen?: number
  readonly months?: readonly string[] | number
  readonly channel?: 'wechat' | 'alipay' | 'bank' | 'cash' | 'transfer'
  readonly place?: string
  readonly kind?: string
  readonly ref?: number
  readonly category?: string
  readonly period?: string
  readonly text?: string
  readonly when?: string
  readonly what?: 'check_in' | 'leave' | 'dues'
}

/** What was understood. `steps` tells in plain Chinese how, and is worked out only when asked. */
export type Understanding = { readonly intents: readonly Intent[]; steps(): readonly string[] }
