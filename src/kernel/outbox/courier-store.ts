import type { Tx } from '../database/connection.ts'
import { statement } from '../database/statement.ts'
import { dayOf } from '../day.ts'
import type { LetterState, OutboxTables } from './tables.ts'

/** A letter that waits, with the chat it goes to. */
export type WaitingLetter = {
  readonly id: number
  readonly mailbox_id: number
  readonly thread: string | null
  readonly priority: number
  readonly text: string
  readonly choices: string
  readonly file: string | null
  readonly edits_letter_id: number | null
  readonly replies_to: string | null
  readonly still_needed: string | null
  readonly in_doubt: 'resend' | 'ask'
  readonly good_until: string
  readonly due_at: string
  readonly tries: number
  readonly doubts: number
  readonly platform: string
  readonly account: string
  readonly chat: string
  readonly kind: 'private' | 'group'
  readonly mailbox_state: 'open' | 'closed'
  readonly mailbox_reason: string | null
}

type Place = { priority: number; due: string; id: number }

/** The next page of letters that are due, in the order in which they go. Its size is part of the statement, which is then planned once. */
const makeDueAfter = (size: number) =>
  statement<Place & { now: string }, OutboxTables>()((db, given) =>
    db
      .selectFrom('letter')
      .innerJoin('mailbox', 'mailbox.id', 'letter.mailbox_id')
      .select([
        'letter.id',
        'letter.mailbox_id',
        'letter.thread',
        'letter.priority',
        'letter.text',
        'letter.choices',
        'letter.file',
        'letter.edits_letter_id',
        'letter.replies_to',
        'letter.still_needed',
        'letter.in_doubt',
        'letter.good_until',
        'letter.due_at',
        'letter.tries',
        'letter.doubts',
        'mailbox.platform',
        'mailbox.account',
        'mailbox.chat',
        'mailbox.kind',
        'mailbox.state as mailbox_state',
        'mailbox.reason as mailbox_reason',
      ])
      .where('letter.state', '=', 'waiting')
      .where('letter.due_at', '<=', given('now'))
      .where((where) =>
        where.or([
          where('letter.priority', '>', given('priority')),
          where.and([where('letter.priority', '=', given('priority')), where('letter.due_at', '>', given('due'))]),
          where.and([
            where('letter.priority', '=', given('priority')),
            where('letter.due_at', '=', given('due')),
            where('letter.id', '>', given('id')),
          ]),
        ]),
      )
      .orderBy('letter.priority')
      .orderBy('letter.due_at')
      .orderBy('letter.id')
      .limit(size),
  )

type DueAfter = ReturnType<typeof makeDueAfter>
const pages = new Map<number, DueAfter>()

function dueAfter(size: number): DueAfter {
  const known = pages.get(size) ?? makeDueAfter(size)
  pages.set(size, known)
  return known
}

const nextDue = statement<{ now: string }, OutboxTables>()((db, given) =>
  db.selectFrom('letter').select('due_at').where('state', '=', 'waiting').where('due_at', '>', given('now')).orderBy('due_at').limit(1),
)

const startSending = statement<{ id: number }, OutboxTables>()((db, given) =>
  db.updateTable('letter').set({ state: 'sending' }).where('id', '=', given('id')).where('state', '=', 'waiting'),
)

const postpone = statement<{ id: number; due: string; reason: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ due_at: given('due'), reason: given('reason') })
    .where('id', '=', given('id')),
)

/** A letter that was put before this one, into the same chat and as urgent, and was held back. */
const heldBefore = statement<{ mailbox: number; priority: number; id: number }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['due_at', 'reason'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('priority', '=', given('priority'))
    .where('state', '=', 'waiting')
    .where('id', '<', given('id'))
    .where('reason', 'is not', null)
    .orderBy('id')
    .limit(1),
)

/** Any letter that was put before this one into the same chat and was held back. */
const anyHeldBefore = statement<{ mailbox: number; id: number }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select(['due_at', 'reason'])
    .where('mailbox_id', '=', given('mailbox'))
    .where('state', '=', 'waiting')
    .where('id', '<', given('id'))
    .where('reason', 'is not', null)
    .orderBy('id')
    .limit(1),
)

const expire = statement<{ now: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set({ state: 'expired', settled_at: given('now') })
    .where('state', '=', 'waiting')
    .where('good_until', '<=', given('now')),
)

const settle = statement<
  { id: number; state: LetterState; reason: string | null; at: string; day: string | null; message: string | null },
  OutboxTables
>()((db, given) =>
  db
    .updateTable('letter')
    .set({ state: given('state'), reason: given('reason'), settled_at: given('at'), sent_on: given('day'), message_id: given('message') })
    .where('id', '=', given('id')),
)

const retry = statement<{ id: number; due: string; reason: string; doubts: number }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set((old) => ({
      state: 'waiting',
      due_at: given('due'),
      reason: given('reason'),
      tries: old('tries', '+', 1),
      doubts: old('doubts', '+', given('doubts')),
    }))
    .where('id', '=', given('id')),
)

/** Nobody knows whether it arrived; it counts for the day's cap as if it had. */
const giveUp = statement<{ id: number; reason: string; at: string; day: string }, OutboxTables>()((db, given) =>
  db
    .updateTable('letter')
    .set((old) => ({
      state: 'doubtful',
      reason: given('reason'),
      settled_at: given('at'),
      sent_on: given('day'),
      doubts: old('doubts', '+', 1),
    }))
    .where('id', '=', given('id')),
)

const onTheWay = statement<object, OutboxTables>()((db) =>
  db.selectFrom('letter').select(['id', 'mailbox_id', 'in_doubt', 'doubts', 'due_at']).where('state', '=', 'sending').orderBy('id'),
)

const target = statement<{ id: number }, OutboxTables>()((db, given) =>
  db.selectFrom('letter').select(['state', 'message_id']).where('id', '=', given('id')),
)

const ownToday = statement<{ mailbox: number; day: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('mailbox_id', '=', given('mailbox'))
    .where('sent_on', '=', given('day'))
    .where('priority', 'in', [2, 3]),
)

const saidSince = statement<{ mailbox: number; day: string; since: string }, OutboxTables>()((db, given) =>
  db
    .selectFrom('letter')
    .select('settled_at')
    .where('mailbox_id', '=', given('mailbox'))
    .where('sent_on', '>=', given('day'))
    .where('settled_at', '>', given('since'))
    .orderBy('settled_at'),
)

const FIRST: Place = { priority: -1, due: '', id: 0 }

/** Pages through the letters that are due now, first to go first. */
export async function* dueLetters(tx: Tx, now: Date, pageSize: number): AsyncGenerator<WaitingLetter> {
  let place = FIRST
  while (true) {
    const page = await dueAfter(pageSize).all(tx, { ...place, now: now.toISOString() })
    for (const letter of page) yield letter
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    place = { priority: last.priority, due: last.due_at, id: last.id }
  }
}

/** The statements by which the courier moves a letter on. */
export const courierStore = {
  nextDue: async (tx: Tx, now: Date): Promise<Date | undefined> => {
    const row = await nextDue.first(tx, { now: now.toISOString() })
    return row === undefined ? undefined : new Date(row.due_at)
  },
  startSending: (tx: Tx, id: number) => startSending.run(tx, { id }),
  postpone: (tx: Tx, id: number, due: Date, reason: string) => postpone.run(tx, { id, due: due.toISOString(), reason }),
  heldBefore: (tx: Tx, letter: WaitingLetter) =>
    heldBefore.first(tx, { mailbox: letter.mailbox_id, priority: letter.priority, id: letter.id }),
  anyHeldBefore: (tx: Tx, letter: WaitingLetter) => anyHeldBefore.first(tx, { mailbox: letter.mailbox_id, id: letter.id }),
  /** What is too late is settled as such even while nothing can be sent. */
  expire: (tx: Tx, now: Date) => expire.run(tx, { now: now.toISOString() }),
  settle: (tx: Tx, id: number, state: LetterState, now: Date, detail: { reason?: string; day?: string; message?: string } = {}) =>
    settle.run(tx, {
      id,
      state,
      at: now.toISOString(),
      reason: detail.reason ?? null,
      day: detail.day ?? null,
      message: detail.message ?? null,
    }),
  retry: (tx: Tx, id: number, due: Date, reason: string, doubts: number) => retry.run(tx, { id, due: due.toISOString(), reason, doubts }),
  giveUp: (tx: Tx, id: number, reason: string, now: Date) => giveUp.run(tx, { id, reason, at: now.toISOString(), day: dayOf(now) }),
  onTheWay: (tx: Tx) => onTheWay.all(tx, {}),
  target: (tx: Tx, id: number) => target.first(tx, { id }),
  /** When we said something in this chat since then, oldest first. */
  saidSince: async (tx: Tx, mailbox: number, since: Date): Promise<readonly Date[]> => {
    const rows = await saidSince.all(tx, { mailbox, day: dayOf(since), since: since.toISOString() })
    return rows.flatMap(({ settled_at }) => (settled_at === null ? [] : [new Date(settled_at)]))
  },
  ownToday: async (tx: Tx, mailbox: number, day: string) => Number((await ownToday.first(tx, { mailbox, day }))?.count ?? 0),
} as const
