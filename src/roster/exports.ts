import { type AuditLine, readAudit } from '../kernel/audit.ts'
import type { BranchId, Role } from '../kernel/chat/person.ts'
import type { Tx } from '../kernel/database/connection.ts'
import { dayOf, isWithin } from '../kernel/day.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import type { SheetToWrite, SheetValue } from '../kernel/tables/write-sheet.ts'
import { branchTree } from './branches-store.ts'
import { rosterRows } from './exports-store.ts'
import { roleName } from './roles.ts'
import { MEMBERSHIP_WORDS, PLATFORM_WORDS } from './words.ts'

/** A member as exported, in the words of the glossary. The phone number shows its first three and last two digits only. */
export type RosterRecord = {
  readonly branch: string
  readonly name: string
  readonly membership: string
  readonly roles: readonly string[]
  readonly migrant: boolean
  readonly host_place: string | null
  readonly platforms: readonly string[]
  readonly phone: string | null
}

/** Every active member of these branches (all without a choice), by branch. */
export async function rosterRecords(tx: Tx, cipher: Cipher, branches: readonly BranchId[] | undefined): Promise<readonly RosterRecord[]> {
  const tree = await branchTree(tx)
  const { members, offices, accounts } = await rosterRows(tx, branches ?? [...tree.keys()])
  return members.map((member) => ({
    branch: tree.get(member.branch)?.name ?? '',
    name: member.name,
    membership: member.membership,
    roles: (offices.get(member.id) ?? []).map(({ role, branch }) =>
      branch === member.branch ? role : `${role}@${tree.get(branch)?.name ?? ''}`,
    ),
    migrant: member.migrant,
    host_place: member.hostPlace ?? null,
    platforms: [...new Set(accounts.get(member.id))],
    phone: showPhone(cipher, member.sealedPhone),
  }))
}

/** The same as a sheet that an office can file. */
export function rosterSheet(records: readonly RosterRecord[]): SheetToWrite {
  return {
    name: '党员名册',
    columns: [
      { key: 'branch', title: '所在党支部' },
      { key: 'name', title: '姓名' },
      { key: 'membership', title: '党员类别', say: (value) => MEMBERSHIP_WORDS[String(value)] ?? String(value) },
      { key: 'roles', title: '职务', say: sayRoles },
      { key: 'migrant', title: '流动', say: (value) => (value === true ? '是' : '') },
      { key: 'host_place', title: '流入地' },
      {
        key: 'platforms',
        title: '已绑定',
        say: (value) =>
          listOf(value)
            .map((one) => PLATFORM_WORDS[one] ?? one)
            .join('、'),
      },
      { key: 'phone', title: '电话' },
    ],
    rows: records,
  }
}

/** The trail of a period of days in Shanghai (`2026`, `2026-11`, `2026-Q4`; all without one), oldest first. */
export async function auditRecords(tx: Tx, period: string | undefined): Promise<readonly AuditLine[]> {
  const lines = await readAudit(tx)
  return period === undefined ? lines : lines.filter(({ at }) => isWithin(dayOf(new Date(at)), period))
}

/** The same as a sheet. */
export function auditSheet(records: readonly AuditLine[]): SheetToWrite {
  return {
    name: '操作记录',
    columns: [
      { key: 'id', title: '序号', holds: 'number' },
      { key: 'at', title: '时间' },
      { key: 'actor', title: '谁' },
      { key: 'action', title: '做了什么' },
      { key: 'subject', title: '对谁' },
      { key: 'before', title: '之前' },
      { key: 'after', title: '之后' },
    ],
    rows: records.map(({ before, after, ...line }) => ({
      ...line,
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
    })),
  }
}

function sayRoles(value: SheetValue): string {
  return listOf(value)
    .map((one) => {
      const [role = '', branch = ''] = one.split('@')
      return `${branch}${roleName(role as Role)}`
    })
    .join('、')
}

function listOf(value: SheetValue): readonly string[] {
  return typeof value === 'object' && value !== null ? value : []
}

function showPhone(cipher: Cipher, sealed: string | undefined): string | null {
  const phone = sealed === undefined ? undefined : cipher.tryOpen(sealed)
  return phone === undefined ? null : `${phone.slice(0, 3)}${'*'.repeat(Math.max(0, phone.length - 5))}${phone.slice(-2)}`
}
