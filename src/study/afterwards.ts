import type { Capability, Command, Spoken } from '../kernel/chat/capability.ts'
import { SECRETARIAL } from '../kernel/chat/converse.ts'
import type { PageDoor } from '../kernel/web/page-door.ts'
import { makeAftercare } from './aftercare.ts'
import type { PlatformOf } from './counting.ts'
import { keptWords } from './kept-words.ts'
import { writeBook, writeHours } from './minutes.ts'
import { tellOwnYear } from './own-year.ts'
import { givePage } from './page-links.ts'
import { pageWords } from './page-words.ts'
import { signingPage, wallPage } from './pages.tsx'
import { answerPaper, PAPER_PROMPT, startPaper } from './paper.ts'
import { recordPage } from './record-page.tsx'
import { writeVote } from './voting.ts'
import { tellHours, tellYear } from './year.ts'
import { yearWords } from './year-words.ts'

/** What comes after a meeting, and around it: its record, the paper, the year of the branch, the pages. */
export function afterwards(
  door: PageDoor,
  platformOf: PlatformOf,
): Required<Pick<Capability, 'commands' | 'prompts' | 'jobs' | 'pages' | 'mine'>> {
  const own = { may: SECRETARIAL, where: 'private', rest: 'private' } as const
  const commands: readonly Command[] = [
    { words: ['会议记录', '会议纪要'], ...own, help: keptWords.helpBook, run: (occasion) => writeBook(occasion, 'minutes') },
    { words: ['决议'], ...own, run: (occasion) => writeBook(occasion, 'resolution') },
    { words: ['表决'], ...own, run: writeVote },
    { words: ['学时'], ...own, run: (occasion: Spoken) => (occasion.rest === '' ? tellHours(occasion) : writeHours(occasion)) },
    { words: ['三会一课'], may: SECRETARIAL, where: 'private', help: yearWords.helpYear, run: tellYear },
    { words: ['纸质签到'], ...own, run: startPaper },
    { words: ['签到表', '打印签到表'], ...own, help: pageWords.helpSigning, run: (occasion) => givePage(door, 'signing', occasion) },
    { words: ['打印记录'], ...own, run: (occasion) => givePage(door, 'record', occasion) },
    { words: ['大屏', '签到大屏'], ...own, run: (occasion) => givePage(door, 'wall', occasion) },
  ]
  return {
    commands,
    prompts: { [PAPER_PROMPT]: answerPaper },
    jobs: [makeAftercare(platformOf)],
    pages: [signingPage, wallPage, recordPage],
    mine: tellOwnYear,
  }
}
