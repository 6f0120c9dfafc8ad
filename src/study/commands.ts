import type { Command } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import { officeWords } from './attendance-words.ts'
import type { StudySettings } from './call-preview.ts'
import { changeCall, lookAtDraft } from './calling.ts'
import { cancelCall } from './cancelling.ts'
import { hearCheckIn } from './check-in-answers.ts'
import { closeByWord } from './closing.ts'
import { tellSchedule } from './coming.ts'
import type { PlatformOf } from './counting.ts'
import { exempt, expectAgain, setGroup } from './exempting.ts'
import { hearLeaveRequest } from './leave-answers.ts'
import { refuseLeave } from './leaving.ts'
import { openByWord } from './opening.ts'
import { settleProxies } from './proxy-verdicts.ts'
import { endRule, startRule } from './repeating.ts'
import { tellAttendance } from './state.ts'
import { callWords } from './words.ts'

/** The words of meetings: the secretary's, and the two everybody says. */
export function meetingCommands(settings: StudySettings, platformOf: PlatformOf): readonly Command[] {
  const own = { may: SECRETARIAL, where: 'private', rest: 'private' } as const
  const here = { may: SECRETARIAL, where: 'anywhere', rest: 'anywhere' } as const
  return [
    { words: ['签到'], may: 'anyone', where: 'anywhere', run: (occasion) => hearCheckIn(platformOf, occasion, { intent: 'check_in' }) },
    {
      words: ['请假'],
      may: 'anyone',
      where: 'anywhere',
      run: (occasion) => hearLeaveRequest(platformOf, occasion, { intent: 'leave_request' }),
    },
    { words: ['会议安排'], may: 'anyone', where: 'anywhere', run: tellSchedule },
    { words: ['改会议', '会议改到'], ...own, run: (occasion) => changeCall(settings, occasion) },
    { words: ['取消会议'], ...own, run: cancelCall },
    { words: ['看会议'], ...own, help: callWords.helpCall, run: (occasion) => lookAtDraft(settings, occasion) },
    { words: ['每月'], ...own, run: (occasion) => startRule(occasion, `每月${occasion.rest}`) },
    { words: ['不再每月'], ...own, run: endRule },
    { words: ['开始签到'], ...here, help: officeWords.helpOpen, run: openByWord },
    { words: ['结束签到'], ...here, run: (occasion) => closeByWord(platformOf, occasion) },
    { words: ['签到情况'], ...here, run: tellAttendance },
    { words: ['同意签到'], ...own, run: (occasion) => settleProxies(platformOf, occasion, 'agreed') },
    { words: ['不同意签到'], ...own, run: (occasion) => settleProxies(platformOf, occasion, 'refused') },
    { words: ['不准假'], ...own, run: (occasion) => refuseLeave(platformOf, occasion) },
    { words: ['免到'], ...own, run: exempt },
    { words: ['恢复应到'], ...own, run: expectAgain },
    { words: ['党小组'], ...own, run: setGroup },
  ]
}
