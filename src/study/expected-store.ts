import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { liveUntil } from './sessions-store.ts'
import type { PartyGroupId, Session, SessionId, StudyTables } from './tables.ts'

const rows = (tx: Tx) => tx.withTables<StudyTables>()
/** SQLite takes so many values in one statement. */
const AT_ONCE = 200

/** A member who is to come, or of whom nothing is demanded. */
export type Expected = { readonly member: MemberId; readonly state: 'expected' | 'exempt' }

/** Fixes who is expected; who was written down before stays. */
export async function recordExpected(tx: Tx, session: Pick<Session, 'id' | 'closesAt'>, people: readonly Expected[]): Promise<void> {
  const values = people.map(({ member, state }) => ({
    session_id: session.id,
    member_id: member,
    state,
    leave_refused_at: null,
    live_until: liveUntil(session.closesAt),
  }))
  for (let at = 0; at < values.length; at += AT_ONCE)
    await rows(tx)
      .insertInto('session_expected')
      .values(values.slice(at, at + AT_ONCE))
      .onConflict((conflict) => conflict.columns(['session_id', 'member_id']).doNothing())
      .execute()
}

/** Who is on the list of a session. */
export async function expectedOf(tx: Tx, session: SessionId): Promise<readonly Expected[]> {
  const found = await rows(tx)
    .selectFrom('session_expected')
    .select(['member_id', 'state'])
    .where('session_id', '=', session)
    .orderBy('member_id')
    .execute()
  return found.map(({ member_id, state }) => ({ member: member_id as MemberId, state }))
}

/** Takes those off the list of whom nothing is known and who have left the branch since the call. */
export async function dropWhoLeft(tx: Tx, session: SessionId): Promise<void> {
  await tx
    .withTables<StudyTables & { member: { id: number; state: string } }>()
    .deleteFrom('session_expected')
    .where('session_id', '=', session)
    .where('member_id', 'in', (of) => of.selectFrom('member').select('id').where('state', '=', 'left'))
    .where('member_id', 'not in', (of) => of.selectFrom('attendance').select('member_id').where('session_id', '=', session))
    .execute()
}

/** The secretary asks a member to come all the same. */
export async function markLeaveRefused(tx: Tx, session: SessionId, member: MemberId, now: Date): Promise<void> {
  await rows(tx)
    .updateTable('session_expected')
    .set({ leave_refused_at: now.toISOString() })
    .where('session_id', '=', session)
    .where('member_id', '=', member)
    .execute()
}

/** Demands nothing of a member from now on. False when that was so before. */
export async function addExemption(tx: Tx, member: MemberId, by: MemberId, now: Date): Promise<boolean> {
  const stored = await rows(tx)
    .insertInto('study_exemption')
    .values({ member_id: member, recorded_by: by, at: now.toISOString() })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .executeTakeFirst()
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Expects a member again. False when that was so before. */
export async function endExemption(tx: Tx, member: MemberId): Promise<boolean> {
  const gone = await rows(tx).deleteFrom('study_exemption').where('member_id', '=', member).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Changes how a member stands in sessions that are called and not over. */
export async function changeExpected(tx: Tx, member: MemberId, state: Expected['state']): Promise<void> {
  await rows(tx)
    .updateTable('session_expected')
    .set({ state })
    .where('member_id', '=', member)
    .where('session_id', 'in', (of) => of.selectFrom('session').select('id').where('state', 'in', ['called', 'open']))
    .execute()
}

/** Which of these members nothing is demanded of. */
export async function exemptAmong(tx: Tx, members: readonly MemberId[]): Promise<ReadonlySet<MemberId>> {
  const found = await rows(tx).selectFrom('study_exemption').select('member_id').execute()
  const exempt = new Set(found.map(({ member_id }) => member_id as MemberId))
  return new Set(members.filter((member) => exempt.has(member)))
}

/** Names a group within a branch, or says anew who belongs to it. */
export async function setPartyGroup(tx: Tx, branch: BranchId, name: string, members: readonly MemberId[]): Promise<PartyGroupId> {
  const known = (await partyGroupsOf(tx, branch)).find((group) => group.name === name)
  const id =
    known?.id ??
    ((
      await rows(tx)
        .insertInto('party_group')
        .values({ branch_id: branch, name } as never)
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id as PartyGroupId)
  await rows(tx).deleteFrom('party_group_member').where('group_id', '=', id).execute()
  if (members.length > 0)
    await rows(tx)
      .insertInto('party_group_member')
      .values(members.map((member) => ({ group_id: id, member_id: member })))
      .execute()
  return id
}

/** A group within a branch and who belongs to it. */
export type PartyGroup = { readonly id: PartyGroupId; readonly name: string; readonly members: readonly MemberId[] }

/** The groups of a branch. */
export async function partyGroupsOf(tx: Tx, branch: BranchId): Promise<readonly PartyGroup[]> {
  const groups = await rows(tx).selectFrom('party_group').select(['id', 'name']).where('branch_id', '=', branch).orderBy('id').execute()
  const found: PartyGroup[] = []
  for (const { id, name } of groups) {
    const members = await rows(tx)
      .selectFrom('party_group_member')
      .select('member_id')
      .where('group_id', '=', id)
      .orderBy('member_id')
      .execute()
    found.push({ id: id as PartyGroupId, name, members: members.map(({ member_id }) => member_id as MemberId) })
  }
  return found
}
