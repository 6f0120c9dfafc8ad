/** The kernel's own tables around letters, as rows; only the stores of the kernel see them. */
export type OutboxTables = {
  mailbox: {
    id: number
    platform: string
    account: string
    chat: string
    kind: 'private' | 'group'
    state: 'open' | 'closed'
    reason: string | null
    changed_at: string
  }
  letter: {
    id: number
    once: string
    mailbox_id: number
    thread: string | null
    priority: number
    text: string
    choices: string
    file: string | null
    edits_letter_id: number | null
    replies_to: string | null
    why: string
    still_needed: string | null
    in_doubt: 'resend' | 'ask'
    good_until: string
    due_at: string
    state: LetterState
    tries: number
    doubts: number
    message_id: string | null
    reason: string | null
    created_at: string
    settled_at: string | null
    sent_on: string | null
    likeness: string
  }
  choice: { token: string; action: string; args: string; mailbox_id: number | null; expires_at: string }
}

/** Where a letter stands. `doubtful`: a crash left open whether it arrived, and a person must look. */
export type LetterState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'accepted'
  | 'unneeded'
  | 'expired'
  | 'refused'
  | 'gone'
  | 'doubtful'
  | 'withdrawn'
