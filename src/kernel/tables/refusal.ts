import type { SheetsRead } from './sheet.ts'

const REASONS = {
  empty: '文件是空的。请重新保存后再发一次。',
  'too-big': '文件超过 2 MB，没有打开。请删掉图片，或拆成几份再发。',
  'old-xls': '这是旧格式的表格。请另存为 xlsx 再发一次。',
  locked: '表格加了密码，打不开。请去掉密码再发一次。',
  'web-page': '这其实是网页，不是表格。请用表格软件打开，另存为 xlsx 再发一次。',
  'other-office': '这不是 xlsx 表格。请另存为 xlsx 再发一次。',
  unknown: '认不出这种文件。请另存为 xlsx 或 csv 再发一次。',
  broken: '文件打不开，可能没有传完整。请重新保存后再发一次。',
  'unpacks-too-big': '文件解开后太大，没有打开。请把内容复制到新表格，再发一次。',
  'too-many-cells': '表格太大，读不下。请删掉多余的空行空列，或拆成几份再发。',
  'too-many-sheets': '工作表太多，最多 20 张。请只留需要的再发一次。',
  'too-much-text': '表格里的文字太多，没有打开。请拆成几份再发。',
  'not-brought': '文件一时取不到。请再发一次。',
  'too-slow': '表格太复杂，读不完。请只留需要的那张表，再发一次。',
} as const

/** Why a file was not opened. */
export type RefusalReason = keyof typeof REASONS

/** Says in one plain sentence why a file was not opened and what to do. */
export function refuse(reason: RefusalReason): SheetsRead & { kind: 'refused' } {
  return { kind: 'refused', reason: REASONS[reason] }
}
