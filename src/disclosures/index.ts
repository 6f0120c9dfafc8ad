import type { Signer } from '../kernel/archive/checkpoint.ts'
import type { Capability, Command, Hearing, Occasion, Open, Spoken } from '../kernel/chat/capability.ts'
import { answerDraft } from './answering.ts'
import { hearItems, hearRules } from './choosing.ts'
import { startCorrection } from './correcting.ts'
import { frontPage, villagePage } from './board.tsx'
import { checkFigures, checkPage, checkScript } from './check-page.tsx'
import { deliberate } from './deliberating.ts'
import { DRAFT_PROMPT } from './desk.ts'
import { SHEET_READER } from './drafting.ts'
import { waitingFor } from './meant.ts'
import { DRAFTERS } from './offices.ts'
import { phraseRound } from './phrase-job.ts'
import { disclosureRound } from './reminding.ts'
import { answerObjection, approve, object } from './reviewing.ts'
import { itemPage } from './item-page.tsx'
import { notePosting } from './posting.ts'
import { CONCERNED, tellSituation } from './situation.ts'
import { startDraft } from './starting.ts'
import { takeSentSheet } from './taking.ts'
import { tellTownship } from './township.ts'
import { tellUndelivered } from './undelivered.ts'
import { viewPublic } from './viewing.ts'
import { situationWords, viewWords } from './view-words.ts'
import { reviewWords } from './review-words.ts'
import { draftWords } from './words.ts'

export { makeDrawer } from './drawer.ts'
export { disclosureLines } from './month.ts'

const VERDICT = /^(?:我)?(?:不同意|同意)\s*第?\d{1,8}(?:号|\s|$|[,，:：])/u

/** Village affairs made public: drafted step by step, reviewed by others, published to every group, and never changed quietly. */
export function disclosuresCapability(house: { readonly signer: Signer }): Capability {
  const commands: readonly Command[] = [
    {
      words: ['发公开', 'disclose'],
      may: DRAFTERS,
      where: 'anywhere',
      rest: 'private',
      help: draftWords.helpDraft,
      run: (said) => startDraft(said, 'after'),
    },
    { words: ['预公开'], may: DRAFTERS, where: 'anywhere', rest: 'private', run: (said) => startDraft(said, 'before') },
    { words: ['更正公开'], may: DRAFTERS, where: 'anywhere', rest: 'private', run: startCorrection },
    { words: ['回应'], may: DRAFTERS, where: 'private', rest: 'private', run: answerObjection },
    {
      words: ['公开情况'],
      may: CONCERNED,
      where: 'anywhere',
      rest: 'private',
      help: situationWords.help,
      run: tellSituation,
    },
    { words: ['张贴'], may: CONCERNED, where: 'private', rest: 'private', run: notePosting },
    { words: ['看公开'], may: 'anyone', where: 'anywhere', rest: 'anywhere', help: viewWords.helpView, run: viewPublic },
    { words: ['公开规定'], may: 'anyone', where: 'anywhere', rest: 'private', help: viewWords.helpRules, run: hearRules },
    { words: ['公开项目'], may: CONCERNED, where: 'private', rest: 'private', run: hearItems },
    { words: ['全镇 公开', '全镇公开'], may: ['township_admin'], where: 'private', rest: 'private', run: tellTownship },
    { words: ['议事'], may: CONCERNED, where: 'private', rest: 'private', run: deliberate },
  ]
  return {
    name: 'disclosures',
    commands,
    answers: {
      approve: (occasion) => approve(house.signer, occasion),
      object: (occasion) => object(occasion),
      view_disclosure: viewPublic,
    },
    prompts: { [DRAFT_PROMPT]: answerDraft },
    sheets: { [SHEET_READER]: takeSentSheet },
    open: whatIsOpen,
    hearing: whatIsKnown,
    unheard: (occasion) => hearVerdict(house.signer, occasion),
    publicPages: [frontPage, villagePage, itemPage, checkPage, checkFigures, checkScript],
    undelivered: tellUndelivered,
    jobs: [disclosureRound, phraseRound(house.signer)],
  }
}

/** What waits for this reviewer, in private only: a word of approval in a group belongs to the group's talk. */
async function whatIsOpen(occasion: Occasion): Promise<readonly Open[]> {
  if (!isReviewer(occasion)) return []
  const [first] = await waitingFor(occasion, 'in_review')
  return first === undefined
    ? []
    : [{ thing: 'review', word: reviewWords.approveWord(first.item.id), title: reviewWords.openTitle(first.item.id) }]
}

/** A reviewer with something to review speaks as one, whatever other office they hold. */
async function whatIsKnown(occasion: Occasion): Promise<Hearing> {
  return isReviewer(occasion) && (await waitingFor(occasion, 'in_review')).length > 0 ? { role: 'supervisor' } : {}
}

function isReviewer({ mailbox, person }: Occasion): boolean {
  return mailbox.kind === 'private' && person.evidence === 'verified' && person.offices.some(({ role }) => role === 'supervisor')
}

/** 同意 17 of somebody for whom nothing waits: they hear why it does not count. */
async function hearVerdict(signer: Signer, occasion: Spoken): Promise<boolean> {
  const text = occasion.event.text.normalize('NFKC').trim()
  if (!VERDICT.test(text)) return false
  await (text.includes('不同意') ? object(occasion) : approve(signer, occasion))
  return true
}
