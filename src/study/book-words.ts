/** What stands on the register of attendance that an office keeps, and on the list to sign. */
export const bookWords = {
  name: '出勤登记表',
  title: (branch: string) => `${branch}组织生活出勤登记表`,
  subtitle: (period: string | undefined, sessions: number, people: number) =>
    `期间：${period === undefined ? '全部' : sayPeriod(period)}　　会议 ${sessions} 次　　党员 ${people} 人`,
  columns: {
    at: '序号',
    name: '姓名',
    expected: '应到',
    present: '实到',
    leave: '请假',
    absent: '缺席',
    made_up: '补学',
    hours: '学时',
    minutes: '会议记录',
    guests: '外支部来',
  },
  marks: { present: '√', fromAfar: '远', late: '迟', leave: '假', absent: '缺', exempt: '免', madeUp: '补', delivered: '送' },
  hasMinutes: '有',
  noMinutes: '无',
  legend: '√ 到会　远 线上参加　迟 迟到　假 请假　缺 缺席　补 在家补学　送 送学上门　免 免到（来了打√，计入实到，不计入应到）',
  signatures: '支部书记（签名）：　　　　　　　　　　登记人（签名）：　　　　　　　　　　　年　　月　　日',
  signing: {
    title: (branch: string, kinds: readonly string[]) => `${branch}${kinds.join('、')}签到表`,
    when: (moment: string, place: string | undefined) => `时间：${moment}${place === undefined ? '' : `　　地点：${place}`}`,
    who: (expected: number, speaker: string | undefined) => `应到：${expected} 人${speaker === undefined ? '' : `　　主讲：${speaker}`}`,
    present: '实到：　　　人　　请假：　　　人　　记录人（签名）：',
    signature: '签名',
  },
} as const

/** 2026, 2026-11, 2026-Q4 or 2026-11-22 as it is said. */
function sayPeriod(period: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/iu.exec(period)
  if (quarter !== null) return `${quarter[1]}年第${quarter[2]}季度`
  const [year, month, day] = period.split('-')
  return `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`
}
