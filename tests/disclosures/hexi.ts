import { readFileSync } from 'node:fs'
import type { FileReference } from '../../src/kernel/chat/message.ts'
import type { BranchId, MemberId } from '../../src/kernel/chat/person.ts'
import type { Group, Talker } from '../support/people.ts'
import type { PretendBot } from '../support/pretend-bot.ts'
import { openVillage, type Village, type VillageOptions } from '../support/village.ts'

type Member = Talker & { readonly id: MemberId }

/** 河西村 with 文书 崔志远 and village head 田德厚 who draft, supervisors 秦小兰 and 何广才, a member, and two groups. */
export type Hexi = Village & {
  readonly cui: Member
  readonly tian: Member
  readonly qin: Member
  readonly he: Member
  readonly li: Member
  readonly migrants: BranchId
  readonly hall: Group
  readonly away: Group
  /** Somebody pastes the accounts of the third quarter step by step and hands them in. */
  drafts(by?: Member): Promise<void>
}

/** Accounts that agree, as they are pasted into a chat. */
export const ACCOUNTS = [
  '日期\t摘要\t收入\t支出\t余额\t领款人',
  '\t上期结余\t\t\t1000\t',
  '7月2日\t转移支付\t5000\t\t6000\t',
  '8月9日\t修水渠工钱\t\t1200\t4800\t张小明',
  '\t期末结余\t\t\t4800\t',
].join('\n')

/** Opens it on a Monday morning in October, when the third quarter is due. */
export async function openHexi(options: VillageOptions = {}): Promise<Hexi> {
  const village = await openVillage({ at: '2026-10-12 09:30', ...options })
  const { hexi } = village
  await village.bound('姚镇长', village.top, { offices: ['township_admin'] })
  const cui = await village.bound('崔志远', hexi, { offices: ['clerk'] })
  const tian = await village.bound('田德厚', hexi, { offices: ['village_committee'] })
  const qin = await village.bound('秦小兰', hexi, { offices: ['supervisor'] })
  const he = await village.bound('何广才', hexi, { offices: ['supervisor'] })
  const li = await village.bound('黎桂芳', hexi)
  const migrants = await village.branch('河西村流动党支部', { kind: 'migrant', parent: hexi })
  const hall = await village.room('河西村党员群', hexi)
  const away = await village.room('河西在外群', migrants)
  return {
    ...village,
    cui,
    tian,
    qin,
    he,
    li,
    migrants,
    hall,
    away,
    drafts: async (by = cui) => {
      await by.says('发公开 财务 3季度')
      await by.says(ACCOUNTS)
      await by.says('提交')
    },
  }
}

/** Lays one of the sample files at the platform and points at it. */
export function layFile(village: Village, name: string): FileReference {
  const bytes = new Uint8Array(readFileSync(`tests/samples/${name}`))
  const bot = village.bot as PretendBot
  bot.lays(name, bytes)
  return {
    platform: bot.platform,
    account: bot.account,
    reference: name,
    name,
    mime: 'application/octet-stream',
    bytes: bytes.length,
    kind: 'document',
  }
}
