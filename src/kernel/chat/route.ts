import type { Tx } from '../database/connection.ts'
import { dayOf } from '../day.ts'
import type { FindCommand } from './command.ts'
import type { Flood } from './flood.ts'
import type { Capability, Occasion } from './capability.ts'
import { converse, type Conversation } from './converse.ts'
import type { BotAccount, Capabilities, Incoming, IncomingMessage, IncomingPress, Receipt, Sender } from './message.ts'
import type { HandleEvent } from './receive.ts'
import { type Scene, STRANGER } from './person.ts'
import { makeVoice } from './speak.ts'
import type { KernelWords } from './words.ts'
import { closeMailbox, findMailbox, type Mailbox, moveMailbox, openMailbox, reopenMailbox } from '../outbox/mailbox.ts'
import { type FindChoice, makeFindChoice } from '../outbox/choice.ts'
import type { Outbox } from '../outbox/outbox.ts'

const PATIENCE_GOOD_MINUTES = 10

/** Who is it, and is this a bound group? Asked of the roster for every event. */
export type Identify = (tx: Tx, mailbox: Mailbox, from: BotAccount, senderId: string) => Promise<Scene>

/** Who is it really, on a platform whose ids do not outlast a login? Asked only where the platform tells names for that. */
export type Recognise = (
  tx: Tx,
  scene: Scene,
  seen: { readonly mailbox: Mailbox; readonly from: BotAccount; readonly sender: Sender; readonly now: Date },
) => Promise<Scene>

export type Routing = Conversation & {
  readonly capabilities: readonly Capability[]
  readonly identify: Identify
  /** Left out, ids are all there is. */
  readonly recognise?: Recognise
  readonly outbox: Outbox
  readonly token: () => string
  readonly platform: (from: BotAccount) => Capabilities
  readonly words: KernelWords
  readonly findCommand: FindCommand
  /** Left out, everybody may say as much as they like. */
  readonly flood?: Flood
}

/** Leads an event to the capability that decides about it. */
export function makeHandleEvent(house: Routing): HandleEvent {
  const routing = { ...house, findChoice: makeFindChoice() }
  return async (tx, from, event, now) => {
    if ('from' in event && event.from.nobody !== undefined && event.kind !== 'bot-added' && event.kind !== 'bot-removed')
      return { kind: 'done', ...(event.kind === 'press' ? { toast: routing.words.nobody } : {}) }
    switch (event.kind) {
      case 'message':
        return hear(routing, tx, from, event, now)
      case 'press':
        return press(routing, tx, from, event, now)
      case 'new-login':
        for (const capability of routing.capabilities) await capability.loggedInAnew?.({ tx, now, outbox: routing.outbox, from })
        return { kind: 'done' }
      default:
        return change(routing, tx, from, event, now)
    }
  }
}

async function hear(routing: Routing, tx: Tx, from: BotAccount, event: IncomingMessage, now: Date): Promise<Receipt> {
  const verdict = routing.flood?.judge(from, event) ?? 'heard'
  if (verdict === 'say-too-many') await askForPatience(routing, tx, from, event, now)
  if (verdict !== 'heard') return { kind: 'done' }
  const mailbox = await mailboxFor(routing, tx, from, event, now)
  if (mailbox === undefined) return { kind: 'done' }
  if (mailbox.state === 'closed') await reopenMailbox(tx, mailbox.id, now)
  const scene = await whoIs(routing, tx, { mailbox, from, sender: event.from, now })
  const occasion = makeOccasion(routing, { tx, from, mailbox, scene, senderId: event.from.id, event, now })
  if (scene.person.member !== undefined) for (const capability of routing.capabilities) await capability.heard?.(occasion)
  await converse(routing, occasion as Occasion & { event: IncomingMessage })
  return { kind: 'done' }
}

async function whoIs({ identify, recognise }: Routing, tx: Tx, seen: Parameters<Recognise>[2]): Promise<Scene> {
  const { mailbox, from, sender } = seen
  const scene = await identify(tx, mailbox, from, sender.id)
  const isNamed = sender.alias !== undefined || sender.remark !== undefined
  return isNamed && recognise !== undefined ? recognise(tx, scene, seen) : scene
}

/** Who sends more than anybody can type hears so in private; a group is not told, and talk that was not for us is passed over. */
async function askForPatience(routing: Routing, tx: Tx, from: BotAccount, event: IncomingMessage, now: Date): Promise<void> {
  const mailbox = await findMailbox(tx, { platform: from.platform, account: from.account, chat: event.from.id })
  if (mailbox === undefined || mailbox.state === 'closed' || !event.addressed) return
  await routing.outbox.put(
    tx,
    {
      once: `too-many:${from.platform}:${from.account}:${event.key}`,
      to: mailbox.id,
      text: routing.words.tooMany,
      priority: 'reply',
      why: routing.words.youAsked,
      inDoubt: 'resend',
      goodUntil: new Date(now.getTime() + PATIENCE_GOOD_MINUTES * 60_000),
    },
    now,
  )
}

/** A group nobody bound is only listened to for the word that binds it; nothing else of it is kept. */
async function mailboxFor(routing: Routing, tx: Tx, from: BotAccount, event: IncomingMessage, now: Date): Promise<Mailbox | undefined> {
  const address = { platform: from.platform, account: from.account, chat: event.chat.id }
  if (event.chat.kind === 'private') return openMailbox(tx, { ...address, kind: 'private' }, now)
  const known = await findMailbox(tx, address)
  if (known !== undefined) return known
  const said = routing.findCommand(event.text, 'group')
  return said?.command.unbound === true ? openMailbox(tx, { ...address, kind: 'group' }, now) : undefined
}

async function press(
  routing: Routing & { readonly findChoice: FindChoice },
  tx: Tx,
  from: BotAccount,
  event: IncomingPress,
  now: Date,
): Promise<Receipt> {
  const meaning = await routing.findChoice(tx, event.token, now)
  const mailbox = await findMailbox(tx, { platform: from.platform, account: from.account, chat: event.chat.id })
  if (meaning === undefined || mailbox === undefined || (meaning.mailbox !== undefined && meaning.mailbox !== mailbox.id))
    return { kind: 'done', toast: routing.words.oldChoice }
  const act = routing.capabilities.find((capability) => capability.presses?.[meaning.action] !== undefined)?.presses?.[meaning.action]
  if (act === undefined) return { kind: 'done', toast: routing.words.oldChoice }
  const scene = await whoIs(routing, tx, { mailbox, from, sender: event.from, now })
  const occasion = makeOccasion(routing, { tx, from, mailbox, scene, senderId: event.from.id, event, now })
  const { toast } = await act(occasion, meaning.args)
  return { kind: 'done', toast }
}

async function change(
  routing: Routing,
  tx: Tx,
  from: BotAccount,
  event: Exclude<Incoming, IncomingMessage | IncomingPress | { readonly kind: 'new-login' }>,
  now: Date,
): Promise<Receipt> {
  const address = { platform: from.platform, account: from.account, chat: event.chat.id }
  const known =
    (await findMailbox(tx, address)) ?? (event.kind === 'bot-added' ? await openMailbox(tx, { ...address, kind: 'group' }, now) : undefined)
  if (known === undefined) return { kind: 'done' }
  if (event.kind === 'room-moved') await moveMailbox(tx, known.id, event.to, now)
  if (event.kind === 'bot-removed') await closeMailbox(tx, known.id, routing.words.reasonRemoved, now)
  if (event.kind === 'bot-added') await reopenMailbox(tx, known.id, now)
  if (event.kind === 'reachability')
    await (event.reachable ? reopenMailbox(tx, known.id, now) : closeMailbox(tx, known.id, routing.words.reasonBlocked, now))
  const scene = 'from' in event ? await whoIs(routing, tx, { mailbox: known, from, sender: event.from, now }) : { person: STRANGER }
  const senderId = 'from' in event ? event.from.id : ''
  const occasion = makeOccasion(routing, { tx, from, mailbox: known, scene, senderId, event, now })
  for (const capability of routing.capabilities) await capability.changed?.(occasion)
  return { kind: 'done' }
}

type Seen = {
  readonly tx: Tx
  readonly from: BotAccount
  readonly mailbox: Mailbox
  readonly scene: Scene
  readonly senderId: string
  readonly event: Incoming
  readonly now: Date
}

/** Made for every event, so its fields are named one by one: spreading them costs more than a look into the database. */
function makeOccasion(routing: Routing, seen: Seen): Occasion {
  const { tx, from, mailbox, scene, senderId, event, now } = seen
  const occasion: { -readonly [Key in keyof Omit<Occasion, 'voice'>]: Occasion[Key] } = {
    tx,
    now,
    today: dayOf(now),
    from,
    platform: routing.platform(from),
    mailbox,
    person: scene.person,
    senderId,
    answeredAs: 'self',
    event,
    key: `${from.platform}:${from.account}:${event.key}`,
    outbox: routing.outbox,
    token: routing.token,
  }
  if (scene.room !== undefined) occasion.room = scene.room
  if (event.chat.thread !== undefined) occasion.thread = event.chat.thread
  return Object.assign(occasion, { voice: makeVoice(occasion, routing.words) })
}
