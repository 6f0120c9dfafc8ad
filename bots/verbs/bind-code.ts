import type { BranchId } from '../../src/kernel/chat/person.ts'
import type { Tx } from '../../src/kernel/database/connection.ts'
import { branchesUnder, branchTree, findBranchByName, findMembersByName, type Member } from '../../src/roster/directory.ts'
import { issueBindCode, unboundMembers } from '../../src/roster/issuing.ts'
import { clock, openMachine, Refused, token } from '../machine.ts'
import { Misused } from '../usage.ts'

/** Makes one-time codes to pass on; they are shown here once and kept nowhere in clear. */
export async function bindCodeVerb(
  print: (line: string) => void,
  options: { readonly member?: string; readonly branch?: string; readonly all?: true },
): Promise<void> {
  if ((options.member === undefined) === (options.all === undefined))
    throw new Misused('请写 --member 姓名，或写 --all 给所有还没绑定的人，只写一样')
  const { database, cipher } = await openMachine()
  try {
    const lines = await database.write(async (tx) => {
      const tree = await branchTree(tx)
      const branches = await branchesMeant(tx, options.branch)
      const members = options.member === undefined ? await unboundMembers(tx, branches) : [await oneMember(tx, options.member, branches)]
      const made: string[] = []
      for (const member of members) {
        const code = await issueBindCode(tx, { cipher, token }, member.id, 'operator', clock())
        made.push(`${tree.get(member.branch)?.name ?? ''}　${member.name}　绑定 ${code}`)
      }
      return made
    })
    if (lines.length === 0) throw new Refused('没有要绑定的人')
    for (const line of lines) print(line)
    print('每个码 7 天内用一次有效。请本人私聊机器人，原样发“绑定”和数字')
  } finally {
    await database.close()
  }
}

async function branchesMeant(tx: Tx, name: string | undefined): Promise<readonly BranchId[]> {
  if (name === undefined) return [...(await branchTree(tx)).keys()]
  const [branch, ...others] = await findBranchByName(tx, name)
  if (branch === undefined) throw new Refused(`没有叫“${name}”的支部`)
  if (others.length > 0) throw new Refused(`“${name}”不止一个：${[branch, ...others].map((one) => one.name).join('、')}，请写全名`)
  return branchesUnder(tx, branch.id)
}

async function oneMember(tx: Tx, name: string, branches: readonly BranchId[]): Promise<Member> {
  const found = await findMembersByName(tx, name, branches)
  const [member] = found
  if (member === undefined) throw new Refused(`名册里没有“${name}”。请写全名，或先导入名册`)
  if (found.length > 1)
    throw new Refused(`叫“${name}”的有 ${found.length} 人，请加 --branch 支部名；同支部同名的，请由书记在私聊里发“绑定码 ${name}”挑选`)
  return member
}
