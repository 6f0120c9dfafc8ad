import { isPassing, translateEngineError } from '../src/kernel/database/connection.ts'
import { describeError } from '../src/kernel/log-error.ts'

/** One plain line for a trouble nobody foresaw; what it was goes beside it in a form that holds no personal data. */
export function describeTrouble(error: unknown): string {
  const translated = translateEngineError(error)
  if (isPassing(translated))
    return translated.name === 'DatabaseBusy'
      ? '数据库正被别的程序占用，什么也没有改动。请过一会儿再试'
      : '磁盘写不进去（可能满了），什么也没有改动。请腾出空间再试'
  if (isDamage(error)) return '数据库坏了，读不下去。请停掉程序，用 restore 恢复最近的备份'
  return `没有办成，什么也没有改动。请运行 doctor 检查（${JSON.stringify(describeError(error))}）`
}

function isDamage(error: unknown): boolean {
  const codes = [error, error instanceof Error ? error.cause : undefined].map((one) =>
    one instanceof Error && 'code' in one ? String(one.code) : '',
  )
  return codes.some((code) => /^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
}
