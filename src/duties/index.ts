import type { Capability } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { Cipher } from '../kernel/privacy/cipher.ts'
import { makeDigestCheck, makeGroupCheck } from './digest.ts'
import type { DutyKind, MonthLines } from './duty.ts'
import { tellMissing, tellMonth, tellOthers } from './missing.ts'
import { answerWhich, RECORD_PROMPT, recordForOthers, recordHeard } from './recording.ts'
import { remindingJob } from './reminding.ts'
import { dutyWords } from './words.ts'

export type { Debt, DutyKind } from './duty.ts'
export { listNames } from './names.ts'

/** The engine of everything that is owed, over the kinds that the capabilities contribute; `months` is what branches have to do besides. */
export function dutiesCapability(kinds: readonly DutyKind[], cipher: Cipher, months: readonly MonthLines[] = []): Capability {
  const may = [...new Set([...SECRETARIAL, ...kinds.flatMap(({ officers }) => officers ?? [])])]
  return {
    name: 'duties',
    jobs: [remindingJob(kinds)],
    commands: [
      {
        words: ['谁还没'],
        may,
        where: 'anywhere',
        rest: 'anywhere',
        help: dutyWords.helpMissing,
        run: (occasion) => tellMissing(kinds, occasion),
      },
      {
        words: ['记'],
        may,
        where: 'private',
        rest: 'private',
        help: dutyWords.helpRecord,
        run: (occasion) => recordForOthers({ kinds, cipher }, occasion),
      },
      {
        words: ['本月', 'todo', '全镇 本月', '全镇本月'],
        may: SECRETARIAL,
        where: 'private',
        help: dutyWords.helpMonth,
        run: (occasion) => tellMonth(kinds, months, occasion),
      },
    ],
    answers: {
      others_data_query: (occasion) => tellOthers(kinds, occasion),
      record_for_member: (occasion, intent) => recordHeard({ kinds, cipher }, occasion, intent),
    },
    prompts: { [RECORD_PROMPT]: (occasion, state, intents) => answerWhich(kinds, occasion, state, intents) },
    checks: { 'duty-open-in-branch': makeGroupCheck(kinds), 'any-duty-open': makeDigestCheck(kinds) },
    mine: async (occasion) => {
      const { member } = occasion.person
      if (member === undefined) return []
      const lines: string[] = []
      for (const kind of kinds)
        for (const debt of await kind.outstanding(occasion.tx, { member }, occasion.now)) lines.push(kind.say.member(debt.title))
      return lines
    },
  }
}
