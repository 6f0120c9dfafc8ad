import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { FieldChange } from './import/steps.ts'
import type { Membership, RosterTables } from './tables.ts'

/** Columns of a member that an import may set. */
export type MemberColumns = Partial<
  Pick<
    RosterTables['member'],
    | 'branch_id'
    | 'phone_sealed'
    | 'phone_fingerprint'
    | 'membership'
    | 'dues_category'
    | 'base_fen'
    | 'monthly_fen'
    | 'is_migrant'
    | 'host_place'
  >
>

/** The columns that changes of an import set; a phone number is sealed on the way. */
export function importColumns(changes: readonly FieldChange[], cipher: Cipher): MemberColumns {
  return Object.assign({}, ...changes.map((change) => columnsOf(change, cipher))) as MemberColumns
}

function columnsOf({ field, after }: FieldChange, cipher: Cipher): MemberColumns {
  switch (field) {
    case 'phone':
      return after === null
        ? { phone_sealed: null, phone_fingerprint: null }
        : { phone_sealed: cipher.seal(String(after)), phone_fingerprint: cipher.fingerprint(String(after)) }
    case 'membership':
      return { membership: after as Membership }
    case 'duesCategory':
      return { dues_category: textOrNull(after) }
    case 'baseFen':
      return { base_fen: numberOrNull(after) }
    case 'monthlyFen':
      return { monthly_fen: numberOrNull(after) }
    case 'isMigrant':
      return { is_migrant: after === true ? 1 : 0 }
    case 'hostPlace':
      return { host_place: textOrNull(after) }
  }
}

function textOrNull(value: FieldChange['after']): string | null {
  return value === null ? null : String(value)
}

function numberOrNull(value: FieldChange['after']): number | null {
  return value === null ? null : Number(value)
}
