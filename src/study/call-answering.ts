import type { PromptAnswer, Spoken } from '../kernel/chat/capability.ts'
import { closePrompt, openPrompt } from '../kernel/chat/prompt.ts'
import type { Intent } from '../kernel/chat/utterance.ts'
import { dropCall, sendCall } from './call-deciding.ts'
import { CALL_PROMPT, type CallState, contentOf, inPreview, showCallPreview, type StudySettings } from './call-preview.ts'
import { readEdit } from './reading.ts'
import { changeSession, getSession, type SessionContent } from './sessions-store.ts'
import type { Session } from './tables.ts'
import { callWords } from './words.ts'

type Open = {
  readonly settings: StudySettings
  readonly occasion: Spoken
  readonly session: Session
  readonly state: CallState
  readonly said: string
}

const TAKEN: PromptAnswer = { kind: 'taken' }
const NOT_MINE: PromptAnswer = { kind: 'not-mine' }

/** Everything a person says while a preview of a meeting is open. What is no answer to it goes its usual way. */
export async function answerCallPreview(
  settings: StudySettings,
  occasion: Spoken,
  state: unknown,
  intents: readonly Intent[],
): Promise<PromptAnswer> {
  const about = state as CallState
  const session = await getSession(occasion.tx, about.session)
  if (session.state === 'cancelled' || session.state === 'closed' || (about.change === undefined && session.state !== 'draft')) {
    await closePrompt(occasion.tx, occasion.mailbox.id, occasion.senderId)
    return NOT_MINE
  }
  const said = occasion.rest.trim().replace(/^[/／]/u, '')
  const open: Open = { settings, occasion, session, state: about, said }
  const { file } = occasion.event
  if (file !== undefined) return show(open, { ...contentOf(inPreview(session, about)), file })
  if (/^改(成|为|一下|下)?$/u.test(said)) return askWhat(open)
  const isEdit = about.waits === true || /^(改|地点|议题|议程|主讲|时间改|材料|要口令|不要口令|要签到口令|提前|会前|不用提前)/u.test(said)
  if (isEdit && !said.startsWith('改会议')) {
    const edited = await edit(open, said.replace(/^改(成|为|一下|下)?/u, ''))
    if (edited !== undefined) return edited
  }
  const means = (wanted: Intent['intent']) => intents.some(({ intent }) => intent === wanted)
  if (occasion.word !== '') return NOT_MINE
  if (/^(发送|发|确定|确认)$/u.test(said) || means('confirm')) {
    await sendCall(settings, occasion, about)
    return TAKEN
  }
  if (means('cancel')) {
    await dropCall(occasion, about)
    return TAKEN
  }
  return NOT_MINE
}

async function askWhat({ occasion, state }: Open): Promise<PromptAnswer> {
  const waiting: CallState = { ...state, waits: true }
  await openPrompt(occasion.tx, occasion.mailbox.id, occasion.senderId, { kind: CALL_PROMPT, state: waiting }, occasion.now)
  await occasion.voice.reply(callWords.changeHow)
  return TAKEN
}

/** Changes what the words name. What was asked for and cannot be read is answered with an example. */
async function edit(open: Open, typed: string): Promise<PromptAnswer | undefined> {
  const { occasion, session, state } = open
  const edited = readEdit(typed, contentOf(inPreview(session, state)), occasion.now)
  if (edited.kind === 'edited') return show(open, edited.content)
  if (edited.kind === 'none' && state.waits === true) return undefined
  const lines = edited.kind === 'unclear' ? edited.examples.map((example) => `改 ${example}`) : []
  await occasion.voice.reply(lines.length === 0 ? callWords.changeHow : callWords.changeWhich(lines))
  return TAKEN
}

/** A draft is changed at once; a meeting people have been told of only when the change is sent. */
async function show({ settings, occasion, session, state }: Open, content: SessionContent): Promise<PromptAnswer> {
  if (state.change === undefined)
    await showCallPreview(settings, occasion, await changeSession(occasion.tx, session.id, content), { session: session.id })
  else await showCallPreview(settings, occasion, session, { session: session.id, change: JSON.stringify(content) })
  return TAKEN
}
