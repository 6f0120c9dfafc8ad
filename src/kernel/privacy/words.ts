import type { Finding, What } from './finding.ts'

const NAMED: Readonly<Record<What, string>> = {
  'id-number': '身份证号',
  'bank-card': '银行账号',
  mobile: '手机号',
  landline: '座机号',
  'home-address': '住址',
  health: '健康或婚育情况',
  'bad-light': '没办好的人的名字',
  'dues-amount': '个人交的党费',
  'contact-list': '别人的电话',
  roster: '多人的名单',
}

const ADVICE: Readonly<Record<What, string>> = {
  'id-number': '去掉后再发',
  'bank-card': '去掉后再发',
  mobile: '去掉后再发',
  landline: '请写明是村部或值班电话',
  'home-address': '写到组就可以',
  health: '去掉后再发',
  'bad-light': '请改成人数再发',
  'dues-amount': '去掉金额再发',
  'contact-list': '境外平台不发这些',
  roster: '境外平台不发这些',
}

/** Tells the sender what has to be taken out, in two short sentences. */
export function sayBlocked(reasons: readonly Finding[]): string {
  const [first] = reasons
  if (first === undefined) return ''
  const kinds = [...new Set(reasons.map(({ what }) => NAMED[what]))]
  return kinds.length === 1
    ? `没有发：里面有${NAMED[first.what]}（${first.excerpt}）。${ADVICE[first.what]}。`
    : `没有发：里面有${kinds.slice(0, 3).join('、')}。请都去掉后再发。`
}
