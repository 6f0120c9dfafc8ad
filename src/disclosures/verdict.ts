import { plainDigits } from './digits.ts'

/** What stands beside a verdict: the number of the disclosure, and the reason. */
export type Verdict = { readonly number?: number; readonly reason: string }

const LEADING = /^(?:我)?(?:不同意|不通过|不赞成|同意|通过|反对|驳回|退回|异议)(?:公开|发布)?[\s,，:：]*/u
/** 17, 第17号, 17号; but not 17笔, 3季度, 200元: those belong to the reason. */
const NUMBER = /^第?(\d{1,8})(?:号(?:公开)?(?!楼|院)|(?![\d.]*[笔项条页行季月年元块万%.\d]))[\s,，:：]*/u
const NAMED = /第(\d{1,8})号(?:公开)?/u

/** Reads 同意 17, 不同意17号 第3笔没票据, 第3笔没票据，不能过: which one is meant, and why. */
export function readVerdict(said: string): Verdict {
  const text = plainDigits(said).trim()
  const behind = text.replace(LEADING, '')
  const found = NUMBER.exec(behind)
  const isVerdictFirst = behind !== text
  if (found !== null && isVerdictFirst) return { number: Number(found[1]), reason: behind.slice(found[0].length).trim() }
  const named = NAMED.exec(text)
  const reason = isVerdictFirst ? behind.trim() : text
  return named === null ? { reason } : { number: Number(named[1]), reason }
}
