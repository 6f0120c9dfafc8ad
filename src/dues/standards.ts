import type { Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { actorOf, recordAudit } from '../kernel/audit.ts'
import { moneyAt } from '../kernel/language/money.ts'
import { branchesHeld, branchTree } from '../roster/directory.ts'
import { assessmentWords as words } from './assessment-words.ts'
import { farmerLimits } from './rules.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { LATEST_COLLECTING_DAY, collectingDay, monthOf, readSettings } from './settings.ts'
import { addSetting } from './settings-store.ts'

/**
 * 党费标准 每月0.5元: the farmers' figure, fixed by the township within the limits of art. 6. Dues are assessed by the year,
 * so it holds from the first month of this year, or of the one named; what is assessed already stays until somebody assesses anew.
 */
export async function setFarmerFigure(occasion: Spoken): Promise<void> {
  const { tx, today, now, person, rest, voice } = occasion
  const typed = rest.normalize('NFKC')
  const year = Number(/(20\d\d)年?/u.exec(typed)?.[1] ?? today.slice(0, 4))
  const month = `${year}-01`
  const text = typed.replace(/20\d\d年?/u, '')
  const place = text.search(/[\d一二两三四五六七八九十零半块¥￥]/u)
  const fen = place === -1 ? undefined : (moneyAt(text, place)?.fen ?? bareYuan(text))
  const branch = await topBranch(occasion, ['township_admin'])
  if (fen === undefined || branch === undefined || person.member === undefined || year < Number(today.slice(0, 4))) {
    await voice.privately(words.standardExample)
    return
  }
  const { leastFen, mostFen } = farmerLimits(month)
  if (fen < leastFen || fen > mostFen) {
    await voice.privately(words.standardRange(sayYuan(leastFen), sayYuan(mostFen)))
    return
  }
  await addSetting(tx, { branch: branch.id, key: 'farmer_fen', value: fen, validFrom: month, decidedBy: person.member }, now)
  await recordAudit(
    tx,
    { actor: actorOf(person.member), action: 'dues-standard-set', subject: `branch:${branch.id}`, after: { farmer_fen: fen } },
    now,
  )
  await voice.privately(words.standardSet(branch.name, year, sayYuan(fen)))
}

/** 收缴日 8号: the one fixed day of each month, by a branch for itself or by the township for those that fix none. */
export async function setCollectingDay(occasion: Spoken): Promise<void> {
  const { tx, today, now, person, rest, voice } = occasion
  const branch = await topBranch(occasion, SECRETARIAL)
  if (branch === undefined || person.member === undefined) {
    await voice.privately(words.dayExample)
    return
  }
  const month = monthOf(today)
  const day = Number(/^每?月?(\d{1,2})[号日]?$/u.exec(rest.normalize('NFKC').replaceAll(/\s/gu, ''))?.[1] ?? 0)
  if (rest.trim() === '') {
    const current = collectingDay(await readSettings(tx, 'collecting_day'), branch.id, month)
    await voice.privately(words.dayNow(branch.name, Number(current.slice(8))))
    return
  }
  if (day < 1 || day > LATEST_COLLECTING_DAY) {
    await voice.privately(words.dayExample)
    return
  }
  await addSetting(tx, { branch: branch.id, key: 'collecting_day', value: day, validFrom: month, decidedBy: person.member }, now)
  await recordAudit(
    tx,
    { actor: actorOf(person.member), action: 'dues-day-set', subject: `branch:${branch.id}`, after: { collecting_day: day } },
    now,
  )
  await voice.privately(words.daySet(branch.name, day))
}

/** The highest body for which the speaker may decide. */
async function topBranch(
  { tx, person }: Spoken,
  roles: typeof SECRETARIAL | readonly ['township_admin'],
): Promise<{ readonly id: BranchId; readonly name: string } | undefined> {
  const tree = await branchTree(tx)
  const held = branchesHeld(person, roles, tree)
  const top = held.find((branch) => {
    const parent = tree.get(branch)?.parent
    return parent === undefined || !held.includes(parent)
  })
  return top === undefined ? undefined : tree.get(top)
}

function bareYuan(text: string): number | undefined {
  const found = /(\d(?:\.\d{1,2})?)/u.exec(text)?.[1]
  return found === undefined ? undefined : Math.round(Number(found) * 100)
}
