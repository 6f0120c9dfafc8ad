import { createHash } from 'node:crypto'
import type { Capability, Occasion } from '../kernel/chat/capability.ts'
import { gatherOpen } from '../kernel/chat/converse.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import type { Intent, IntentName, OpenThing, Understanding, Utterance } from '../kernel/chat/utterance.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { findByNickname, getMember, membersOf } from '../roster/directory.ts'
import { speakAs } from './as-member.ts'
import { cutName } from './cutting.ts'
import type { DraftLine } from './draft.ts'
import { LONGEST_NICKNAME, type PastedLine } from './pasted.ts'
import { wasRelayed } from './rooms-store.ts'
import { readSaidAt } from './said-at.ts'

/** What reading copied lines needs: the key for nicknames, all capabilities for what is open, and the interpreter. */
export type Reader = {
  readonly cipher: Cipher
  readonly capabilities: () => readonly Capability[]
  readonly interpret: (utterance: Utterance) => Understanding
}

/** What a line copied by hand may do; all else is for people to say themselves. */
const COPIED: ReadonlySet<IntentName> = new Set<IntentName>([
  'acknowledge',
  'check_in',
  'leave_request',
  'late_arrival_note',
  'dues_claim',
  'feedback',
])
/** These are not kept from happening twice by what they answer, so the line itself is remembered. */
const ONCE: ReadonlySet<IntentName> = new Set<IntentName>(['dues_claim', 'feedback'])
/** Said again after so long it is a new matter: next month's dues read as this month's. */
const REMEMBERED_DAYS = 10
const NOT_COMING = /不来|没来|未到|[?？]/u

/** Finds out who said each line and what it means, as far as that is plain. Writes nothing. */
export async function understandLines(
  reader: Reader,
  keeper: Occasion,
  room: Room,
  pasted: readonly PastedLine[],
): Promise<readonly DraftLine[]> {
  const owners = new Map<string, MemberId | 'nobody' | undefined>()
  const find = async (nickname: string) => {
    if (!owners.has(nickname)) owners.set(nickname, await findByNickname(keeper.tx, reader.cipher, room, nickname))
    return owners.get(nickname)
  }
  let anybody: readonly OpenThing[] | undefined
  const lines: DraftLine[] = []
  for (const one of pasted) {
    const line = await cutName(keeper, room, one, find)
    const owner = await find(line.nickname)
    if (owner === undefined) {
      anybody ??= await openForAnybody(reader, keeper, room)
      lines.push(unknownLine(reader, keeper, line, anybody))
    } else lines.push(await understandLine(reader, keeper, room, line, owner))
  }
  return lines
}

/** Whose line it is is not known yet: it is worth asking when it would answer anything that is open for anybody there. */
function unknownLine(reader: Reader, keeper: Occasion, line: PastedLine, open: readonly OpenThing[]): DraftLine {
  const isName = line.nickname.length <= LONGEST_NICKNAME
  const intents = isName ? hear(reader, keeper, line, { name: line.nickname, open, migrant: false }) : []
  return { ...line, who: { kind: 'unknown' }, intents, fate: 'written' }
}

/** What a line means once it is known whose it is. */
export async function understandLine(
  reader: Reader,
  keeper: Occasion,
  room: Room,
  line: PastedLine,
  owner: MemberId | 'nobody',
): Promise<DraftLine> {
  const { nickname, text, list, at } = line
  const plain: PastedLine = { nickname, text, ...(list === undefined ? {} : { list }), ...(at === undefined ? {} : { at }) }
  if (owner === 'nobody') return { ...plain, who: { kind: 'stranger' }, intents: [], fate: 'written' }
  const intents = await intentsOf(reader, keeper, room, plain, owner)
  const since = rememberedSince(keeper.now)
  const isRepeated = mustBeOnce(intents) && (await wasRelayed(keeper.tx, room.mailbox.id, lineFingerprint(reader, plain, owner), since))
  return { ...plain, who: { kind: 'member', member: owner }, intents, fate: isRepeated ? 'repeated' : 'written' }
}

/** True when doing these twice would count twice. */
export function mustBeOnce(intents: readonly Intent[]): boolean {
  return intents.some(({ intent }) => ONCE.has(intent))
}

/** The moment since which a copied line is remembered. */
export function rememberedSince(now: Date): Date {
  return new Date(now.getTime() - REMEMBERED_DAYS * 86_400_000)
}

/** Names a line without its words being readable from it. */
export function lineFingerprint({ cipher }: Pick<Reader, 'cipher'>, { text, at, list }: PastedLine, member: MemberId): string {
  return cipher.fingerprint(`copied\n${member}\n${at ?? ''}\n${list ?? ''}\n${text}`)
}

/** The key of a copied line, the same for the same line on the same day, so that nothing it causes is said twice. */
export function keyOf(reader: Pick<Reader, 'cipher'>, keeper: Occasion, room: Room, line: PastedLine, member: MemberId): string {
  const mark = createHash('sha1')
    .update(`${lineFingerprint(reader, line, member)}${keeper.today}`)
    .digest('base64url')
  return `copied:${room.mailbox.id}:${mark}`
}

async function intentsOf(reader: Reader, keeper: Occasion, room: Room, line: PastedLine, member: MemberId): Promise<readonly Intent[]> {
  const { name, migrant } = await getMember(keeper.tx, member)
  const at = readSaidAt(line.at, keeper.now) ?? keeper.now
  const { occasion } = await speakAs(keeper, room, { member, text: line.text, key: keyOf(reader, keeper, room, line, member), at })
  const open = (await gatherOpen(reader.capabilities(), occasion)).map(({ thing }) => thing)
  return hear(reader, keeper, line, { name, open: [...new Set(open)], migrant })
}

/** What is open for the first member there for whom anything is. */
async function openForAnybody(reader: Reader, keeper: Occasion, room: Room): Promise<readonly OpenThing[]> {
  for (const { id } of await membersOf(keeper.tx, [room.branch])) {
    const { occasion } = await speakAs(keeper, room, { member: id, text: '', key: 'anybody', at: keeper.now })
    const open = await gatherOpen(reader.capabilities(), occasion)
    if (open.length > 0) return [...new Set(open.map(({ thing }) => thing))]
  }
  return []
}

function hear(
  { interpret, capabilities }: Reader,
  { today }: Occasion,
  { text, list }: PastedLine,
  speaker: { readonly name: string; readonly open: readonly OpenThing[]; readonly migrant: boolean },
): readonly Intent[] {
  const { name, open, migrant } = speaker
  const utterance: Utterance = {
    text: list === undefined ? text : `#接龙\n${list}\n1. ${name} ${text}`,
    chat: 'group',
    role: 'member',
    sender: name,
    open,
    today,
    ...(migrant ? { migrant } : {}),
  }
  const isHeard = (name: IntentName) => capabilities().some(({ answers }) => answers?.[name] !== undefined)
  const intents = interpret(utterance).intents.filter(({ intent }) => COPIED.has(intent) && isHeard(intent))
  // Who puts the own name into a list below a notice has read it, whatever the list asks; the keeper sees it before it counts.
  const isRead = list !== undefined && intents.length === 0 && open.includes('notice') && !NOT_COMING.test(text)
  return isRead ? [{ intent: 'acknowledge' }] : intents
}
