import type { BranchId, MemberId } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { statement } from '../kernel/database/statement.ts'
import type { Membership, RosterTables } from './tables.ts'

/** A member as everybody may know them inside the house; phones and amounts are asked for one by one. */
export type Member = {
  readonly id: MemberId
  readonly branch: BranchId
  readonly name: string
  readonly membership: Membership
  readonly migrant: boolean
  readonly hostPlace?: string
  readonly active: boolean
  /** Has asked not to be written to in private. */
  readonly quiet: boolean
  /** When the member agreed to the privacy notice. */
  readonly consentAt?: string
}

/** What a new member is entered with. Money is in fen. */
export type NewMember = {
  readonly branch: BranchId
  readonly name: string
  readonly membership: Membership
  readonly migrant: boolean
  readonly hostPlace?: string
  readonly duesCategory?: string
  readonly baseFen?: number
  readonly monthlyFen?: number
  readonly phone?: SealedPhone
}

/** A phone number that only the key opens, and the fingerprint by which it is found again. */
export type SealedPhone = { readonly sealed: string; readonly fingerprint: string }

const columns = ['id', 'branch_id', 'name', 'membership', 'is_migrant', 'host_place', 'state', 'quiet', 'consent_at'] as const
type Row = Pick<RosterTables['member'], (typeof columns)[number]>

const byId = statement<{ id: MemberId }, RosterTables>()((db, given) =>
  db.selectFrom('member').select(columns).where('id', '=', given('id')),
)

const setQuietOf = statement<{ id: MemberId; quiet: 0 | 1 }, RosterTables>()((db, given) =>
  db
    .updateTable('member')
    .set({ quiet: given('quiet') })
    .where('id', '=', given('id'))
    .where('quiet', '!=', given('quiet')),
)

/** The member with this number; a bug if there is none. */
export async function getMember(tx: Tx, id: MemberId): Promise<Member> {
  const row = await byId.first(tx, { id })
  if (row === undefined) throw new Error(`no member ${id}`)
  return memberOf(row)
}

/** The active members of these branches, by branch and then as they were entered. */
export async function membersOf(tx: Tx, branches: readonly BranchId[]): Promise<readonly Member[]> {
  if (branches.length === 0) return []
  const rows = await tx
    .withTables<RosterTables>()
    .selectFrom('member')
    .select(columns)
    .where('branch_id', 'in', [...branches])
    .where('state', '=', 'active')
    .orderBy('branch_id')
    .orderBy('id')
    .execute()
  return rows.map(memberOf)
}

/** Enters a member. */
export async function addMember(tx: Tx, member: NewMember, now: Date): Promise<MemberId> {
  const row = await tx
    .withTables<RosterTables>()
    .insertInto('member')
    .values({
      branch_id: member.branch,
      name: member.name,
      phone_sealed: member.phone?.sealed ?? null,
      phone_fingerprint: member.phone?.fingerprint ?? null,
      membership: member.membership,
      dues_category: member.duesCategory ?? null,
      base_fen: member.baseFen ?? null,
      monthly_fen: member.monthlyFen ?? null,
      is_migrant: member.migrant ? 1 : 0,
      host_place: member.hostPlace ?? null,
      state: 'active',
      quiet: 0,
      consent_at: null,
      created_at: now.toISOString(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Stops or resumes private prompts. True when that is a change. */
export async function setQuiet(tx: Tx, id: MemberId, quiet: 0 | 1): Promise<boolean> {
  return (await setQuietOf.run(tx, { id, quiet })) > 0
}

/** Notes that the member agreed to the privacy notice. */
export async function recordConsent(tx: Tx, id: MemberId, now: Date): Promise<void> {
  await tx.withTables<RosterTables>().updateTable('member').set({ consent_at: now.toISOString() }).where('id', '=', id).execute()
}

/** Keeps a member's phone number, sealed; or none any more. */
export async function setPhone(tx: Tx, id: MemberId, phone: SealedPhone | undefined): Promise<void> {
  await tx
    .withTables<RosterTables>()
    .updateTable('member')
    .set({ phone_sealed: phone?.sealed ?? null, phone_fingerprint: phone?.fingerprint ?? null })
    .where('id', '=', id)
    .execute()
}

/** A member's sealed phone number. */
export async function sealedPhoneOf(tx: Tx, id: MemberId): Promise<string | undefined> {
  const row = await tx.withTables<RosterTables>().selectFrom('member').select('phone_sealed').where('id', '=', id).executeTakeFirst()
  return row?.phone_sealed ?? undefined
}

/** Forgets what a member agreed to: phone, consent and quiet. The statutory record stays. */
export async function clearPersonalData(tx: Tx, id: MemberId): Promise<void> {
  await tx
    .withTables<RosterTables>()
    .updateTable('member')
    .set({ phone_sealed: null, phone_fingerprint: null, quiet: 0, consent_at: null })
    .where('id', '=', id)
    .execute()
}

function memberOf(row: Row): Member {
  return {
    id: row.id,
    branch: row.branch_id,
    name: row.name,
    membership: row.membership,
    migrant: Number(row.is_migrant) === 1,
    ...(row.host_place === null ? {} : { hostPlace: row.host_place }),
    active: row.state === 'active',
    quiet: Number(row.quiet) === 1,
    ...(row.consent_at === null ? {} : { consentAt: row.consent_at }),
  }
}
