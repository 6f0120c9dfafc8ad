import type { Spoken } from '../kernel/chat/capability.ts'
import { dayOf } from '../kernel/day.ts'
import { speaksForDues } from './claiming.ts'
import { sayWhatFor } from './receipt-saying.ts'
import { findReceipts } from './receipts-store.ts'
import { sayYuan } from '../kernel/language/say-money.ts'
import { duesWords as words } from './words.ts'

const MOST_SHOWN = 5

/** 我的收据: the newest receipts of the asker, to the asker alone. One that was taken back is not among them. */
export async function tellReceipts(occasion: Spoken): Promise<void> {
  const { tx, person, voice } = occasion
  const { member } = person
  if (member === undefined || !speaksForDues(occasion)) {
    await voice.privately(words.bindFirst)
    return
  }
  const lines: string[] = []
  for (const receipt of await findReceipts(tx, { member }, MOST_SHOWN)) {
    const what = await sayWhatFor(occasion, receipt)
    lines.push(words.receiptLine(words.receiptNumber(receipt.year, receipt.number), what, sayYuan(receipt.fen), dayOf(receipt.at)))
  }
  await voice.privately(lines.length === 0 ? words.noReceipt : words.receipts(lines))
}
