import { disclosuresHears } from './disclosures/hears.ts'
import { duesHears } from './dues/hears.ts'
import { dutiesHears } from './duties/hears.ts'
import { feedbackHears } from './feedback/hears.ts'
import type { Hears } from './kernel/chat/hears.ts'
import { migrantsHears } from './migrants/hears.ts'
import { noticesHears } from './notices/hears.ts'
import { rosterHears } from './roster/hears.ts'
import { studyHears } from './study/hears.ts'

/** All that capabilities hear, in the order in which they are asked: commands of office and answers to the bot come first. */
export const hears: readonly Hears[] = [
  noticesHears,
  dutiesHears,
  duesHears,
  studyHears,
  feedbackHears,
  rosterHears,
  disclosuresHears,
  migrantsHears,
]
