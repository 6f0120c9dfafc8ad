import type { MemberId, Role, Room } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Mailbox } from '../kernel/outbox/mailbox.ts'
import { branchesUnder, membersOf, officersOf, privateMailbox, roomsOf } from '../roster/directory.ts'
import { type Expected, exemptAmong, partyGroupsOf } from './expected-store.ts'
import { type Circle, circleOf } from './kinds.ts'
import type { Session } from './tables.ts'

/** The offices that make up a branch committee (DOMAIN §4). */
const COMMITTEE: readonly Role[] = ['secretary', 'deputy_secretary', 'organization_officer', 'publicity_officer', 'discipline_officer']

/** Whom a meeting concerns: who is on its list, and where it is told. */
export type Audience = {
  readonly circle: Circle
  readonly people: readonly Expected[]
  /** Names by member, for the secretary's eyes. */
  readonly names: ReadonlyMap<MemberId, string>
  readonly rooms: readonly Room[]
  /** A meeting of a few is told to each of them alone, not in the group of all; so is one of all to those without a group. */
  readonly alone: readonly Mailbox[]
  /** Of those, who cannot be reached that way. */
  readonly unreachable: readonly MemberId[]
}

/** Works out whom a meeting concerns as things stand now. */
export async function audienceOf(tx: Tx, session: Pick<Session, 'branch' | 'kinds' | 'partyGroup'>): Promise<Audience> {
  const circle = circleOf(session.kinds)
  const branches = await branchesUnder(tx, session.branch)
  const everybody = await membersOf(tx, branches)
  const chosen = circle === 'everybody' ? undefined : await chosenFew(tx, session, circle)
  const members = everybody.filter(({ id }) => chosen === undefined || chosen.has(id))
  const exempt = await exemptAmong(
    tx,
    members.map(({ id }) => id),
  )
  const rooms = chosen === undefined ? (await roomsOf(tx, branches)).filter(({ mailbox }) => mailbox.state === 'open') : []
  const withGroup = new Set(rooms.map(({ branch }) => branch))
  const alone: Mailbox[] = []
  const unreachable: MemberId[] = []
  for (const { id, branch, quiet } of members) {
    if (withGroup.has(branch)) continue
    // Who does not want to be written to is rung up instead.
    const mailbox = quiet ? undefined : await privateMailbox(tx, id)
    if (mailbox === undefined) unreachable.push(id)
    else alone.push(mailbox)
  }
  return {
    circle,
    people: members.map(({ id }) => ({ member: id, state: exempt.has(id) ? 'exempt' : 'expected' })),
    names: new Map(members.map(({ id, name }) => [id, name])),
    rooms,
    alone,
    unreachable,
  }
}

async function chosenFew(
  tx: Tx,
  { branch, partyGroup }: Pick<Session, 'branch' | 'partyGroup'>,
  circle: 'committee' | 'party-group',
): Promise<ReadonlySet<MemberId>> {
  if (circle === 'committee') {
    const officers = await officersOf(tx, branch, COMMITTEE)
    return new Set(officers.filter((officer) => officer.branch === branch).map(({ member }) => member))
  }
  const groups = await partyGroupsOf(tx, branch)
  const meant = groups.filter(({ id }) => partyGroup === undefined || id === partyGroup)
  return new Set(meant.flatMap(({ members }) => members))
}
