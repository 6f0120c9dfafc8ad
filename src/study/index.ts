import type { Capability } from '../kernel/chat/capability.ts'
import type { Tx } from '../kernel/database/connection.ts'
import type { Quiet } from '../kernel/day.ts'
import type { PageDoor } from '../kernel/web/page-door.ts'
import { afterwards } from './afterwards.ts'
import { answerCallPreview } from './call-answering.ts'
import { pressDropCall, pressSendCall } from './call-deciding.ts'
import { CALL_PROMPT } from './call-preview.ts'
import { pressLook, startCall } from './calling.ts'
import { answerCancel, CANCEL_PROMPT, pressCancelCall, pressKeepCall } from './cancelling.ts'
import { hearCheckIn, pressCheckIn } from './check-in-answers.ts'
import { closeByWord, resultNow } from './closing.ts'
import { meetingCommands } from './commands.ts'
import { countNow, type PlatformOf } from './counting.ts'
import { exampleForSession, explainSession, tellSessionUndelivered } from './explaining.ts'
import { sessionJobs } from './jobs.ts'
import { isWholeLeave } from './leave-letters.ts'
import { hearLateNote, hearLeaveRequest, pressLeave } from './leave-answers.ts'
import { openByWord } from './opening.ts'
import { isWholeList } from './proxying.ts'
import { proposingJob } from './repeating.ts'
import { getSession } from './sessions-store.ts'
import type { SessionId } from './tables.ts'
import { forgetRecalled, lastOfStudy } from './taking-back.ts'
import { hearUnheard } from './unheard.ts'
import { whatIsOpen } from './what-is-open.ts'

export { attendanceDuty } from './duty.ts'
export { monthLines } from './year.ts'

type Args = Readonly<Record<string, string | number>>

/** Meetings and study sessions: called, attended, excused, kept. */
export function studyCapability(settings: { readonly quiet: Quiet }, platformOf: PlatformOf, door: PageDoor): Capability {
  const after = afterwards(door, platformOf)
  return {
    name: 'study',
    commands: [...meetingCommands(settings, platformOf), ...after.commands],
    answers: {
      start_meeting: (occasion, intent) => startCall(settings, occasion, intent),
      open_check_in: openByWord,
      close_check_in: (occasion) => closeByWord(platformOf, occasion),
      check_in: (occasion, intent) => hearCheckIn(platformOf, occasion, intent),
      leave_request: (occasion, intent) => hearLeaveRequest(platformOf, occasion, intent),
      late_arrival_note: hearLateNote,
    },
    presses: {
      'session-send': (occasion, args) => pressSendCall(settings, occasion, args),
      'session-drop': pressDropCall,
      'session-look': (occasion, args) => pressLook(settings, occasion, args),
      'session-cancel': pressCancelCall,
      'session-keep': pressKeepCall,
      'session-check-in': (occasion, args) => pressCheckIn(platformOf, occasion, args),
      'session-leave': (occasion, args) => pressLeave(platformOf, occasion, args),
    },
    prompts: {
      [CALL_PROMPT]: (occasion, state, intents) => answerCallPreview(settings, occasion, state, intents),
      [CANCEL_PROMPT]: answerCancel,
      ...after.prompts,
    },
    checks: {
      'session-stands': stands,
      'session-open': isOpen,
      'session-count': countNow,
      'session-result': resultNow,
      'session-leaves': isWholeLeave,
      'session-proxies': isWholeList,
    },
    unheard: (occasion) => hearUnheard(settings, platformOf, occasion),
    open: whatIsOpen,
    example: exampleForSession,
    explains: explainSession,
    undelivered: tellSessionUndelivered,
    lastRecord: (occasion) => lastOfStudy(platformOf, occasion),
    changed: (occasion) => forgetRecalled(platformOf, occasion),
    mine: after.mine,
    pages: after.pages,
    jobs: [...sessionJobs(platformOf), proposingJob, ...after.jobs],
  }
}

/** True while a meeting stands as it was told. */
async function stands(tx: Tx, args: Args): Promise<boolean> {
  const { state, startsAt } = await getSession(tx, Number(args['session']) as SessionId)
  return (state === 'called' || state === 'open') && startsAt.toISOString() === args['starts']
}

/** True while people can check in. */
async function isOpen(tx: Tx, args: Args): Promise<boolean> {
  return (await getSession(tx, Number(args['session']) as SessionId)).state === 'open'
}
