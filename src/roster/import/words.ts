import type { CorrectionKind, QuestionKind, RefusalKind, Remark } from './remarks.ts'
import type { FieldChange, ImportPlan } from './steps.ts'

const LINES_IN_BRIEF = 5

const CORRECTED: Readonly<Record<CorrectionKind, (remark: Remark) => string>> = {
  'name-blanks': ({ after }) => `姓名中的空格已去掉，按“${after}”记`,
  'name-characters': ({ after }) => `姓名中的符号已统一，按“${after}”记`,
  'phone-full-width': () => '电话里的全角数字已改成半角',
  'phone-as-number': () => '电话存成了数值，已按号码记',
  'phone-separators': () => '电话里的空格或横线已去掉',
  'phone-prefix': () => '电话前面的 86 已去掉',
  'membership-word': ({ before, after }) => `“${before}”按“${after}”记`,
  'category-word': ({ before, after }) => `“${before}”按“${after}”记`,
  'branch-name': ({ before, after }) => `“${before}”按“${after}”记`,
  'amount-full-width': () => '金额里的全角数字已改成半角',
  'amount-separators': () => '金额里的逗号、单位已去掉',
  'amount-rounded': () => '金额已取到分',
  'monthly-in-base': () => '这是每月定额，不是工资基数，已按每月定额记',
  'migrant-by-place': () => '写了流入地，已按流动党员记',
}

const ASKED: Readonly<Record<QuestionKind, (remark: Remark) => string>> = {
  'same-name': ({ name, branch }) => `${branch}有同名党员“${name}”，按电话区分，请核对`,
  'rare-character': ({ name }) => `“${name}”有生僻字，请看看显示对不对`,
  'odd-name': ({ name }) => `姓名“${name}”有点特别，请核对`,
  'no-phone': ({ name }) => `“${name}”没有电话，有空请补上`,
  landline: () => '这是座机号码，已照样存，有手机请补上',
  'two-phones': () => '有两个号码，只存了第一个',
  'shared-phone': ({ name }) => `${name}是同一个电话，请核对`,
  'unknown-membership': ({ before }) => `“${before}”看不出是正式还是预备，没有改动`,
  'not-a-member': ({ name }) => `“${name}”还不是党员，没有导入`,
  'membership-assumed': () => '表里没有党员类别，新增的都按正式党员记，请核对',
  'unknown-category': ({ before }) => `交费类别“${before}”认不出，没有存，请补上`,
  'unknown-office': ({ before }) => `职务“${before}”没有对应的权限，没有授予`,
  'organizer-elsewhere': ({ name }) => `“${name}”写的是组织员，村里没有这个职务，是组织委员吗`,
  'probationary-secretary': ({ name, branch }) => `${branch}书记“${name}”写的是预备党员，请核对`,
  'supervisor-in-committee': ({ name }) => `“${name}”同时在村委会和监督委员会，按规定不能兼任，请核对`,
  'two-secretaries': ({ name, branch }) => `${branch}会有不止一位书记：${name}，请核对`,
  'no-secretary': ({ branch }) => `${branch}没有书记，请补上`,
  'base-without-rate': () => '按定额交费的人写了工资基数，类别对不对请核对',
  'base-too-small': () => '工资基数太小，可能是党费数，没有存',
  'amount-zero': () => '金额写的是 0，没有存；减免要先批准',
  'no-base': ({ name }) => `“${name}”按比例交费，但没有工资基数，请补上`,
  'unclear-migrant': ({ before }) => `“${before}”看不出是不是流动党员，没有改动`,
  'place-without-migrant': () => '写了流入地，但没写是流动党员，请核对',
  'place-too-exact': () => '地址太细，只存到县区乡镇',
  'kind-guessed': ({ branch, after }) => `表里没有支部类型，${branch}按“${after}”记，请核对`,
  'kinds-differ': ({ branch }) => `${branch}的类型前后写得不一样，按前面的记`,
  'kind-stays': ({ branch, before, after }) => `${branch}现在是“${before}”，表里写“${after}”，没有改动`,
  'branch-looks-like': ({ branch, before }) => `要新建${branch}，和已有的${before}很像，请看看是不是写错`,
  'other-township': ({ branch }) => `系统里已有别的乡镇，这次会新建${branch}，请核对`,
  'count-differs': ({ before, count }) => `表里写 ${before} 人，实际数到 ${count} 人，请核对`,
  'only-branch': () => '这一行只有支部，没有人，已跳过',
  'joined-row': () => '姓名格和上一行合并了，这一行已跳过',
  'duplicate-row': ({ name }) => `“${name}”重复出现，只取第一行`,
  'two-branches': ({ name }) => `“${name}”在两个支部都有，只取第一行`,
  moved: ({ name, before, after }) => `“${name}”会从${before ?? '原支部'}转到${after}，职务不会自动撤，请确认`,
  'phone-changed': ({ name }) => `“${name}”的电话变了，请核对是不是同一个人`,
  'ambiguous-person': ({ name, branch }) => `${branch}不止一位“${name}”，分不清是哪位，没有导入，请写上电话`,
  absent: ({ branch, count, name }) => `${branch}有 ${count} 人表里没有：${name}${(count ?? 0) > 5 ? ' 等' : ''}；不会删除，请核对`,
  'cannot-clear': () => '这一格不能清空，没有改动',
}

const REFUSED: Readonly<Record<RefusalKind, (remark: Remark) => string>> = {
  'no-roster': () => '没有找到名册的表头，请保留“姓名”“支部”这一行',
  'no-people': () => '表里没有找到党员',
  'no-branch-column': () => '看不出是哪个支部，请加一列“所在党支部”',
  'missing-branch': ({ name }) => `“${name ?? ''}”没写支部，请每行都写上`,
  'missing-name': () => '没有姓名，请补上或删掉这一行',
  'several-names': () => '一格里不止一个姓名，请分成几行',
  formula: () => '这是公式，请改成直接写的文字或数字',
  'cell-damaged': () => '这一格的公式坏了，请重新填写',
  'unknown-kind': ({ before }) => `支部类型“${before}”认不出，请写村、机关、流动、网络、联合或行业`,
  'kind-missing': ({ branch }) => `看不出${branch}是哪种支部，请加一列“支部类型”`,
  'ambiguous-branch': ({ branch }) => `有不止一个${branch}，请写上乡镇名`,
  'phone-damaged': () => '电话被表格软件改坏了，请把这一列设成文本再重新填',
  'phone-wrong': () => '电话位数不对，请核对',
  'amount-unclear': () => '金额要写成数字，例如 3000',
  'amount-impossible': () => '金额不可能是这个数，请核对',
}

/**
 * Says an import to the person who starts it: what was recognised, put right, left for people, refused, and how much would change.
 * `brief` shows the first lines of each part. Never a phone number, never an amount.
 */
export function describePlan(plan: ImportPlan, detail: 'brief' | 'full'): readonly string[] {
  const { counts } = plan
  return [
    `识别到 ${counts.branches} 个支部、${counts.people} 名党员。`,
    ...(plan.skippedSheets.length > 0 ? [`没有读的工作表：${plan.skippedSheets.join('、')}`] : []),
    ...(plan.unsavedColumns.length > 0 ? [`未保存的列：${plan.unsavedColumns.join('、')}`] : []),
    ...part('更正', plan.corrections, (remark) => CORRECTED[remark.kind](remark), detail),
    ...part('请人工核对', plan.questions, (remark) => ASKED[remark.kind](remark), detail),
    ...part('拒收', plan.refusals, (remark) => REFUSED[remark.kind](remark), 'full'),
    ...changes(plan, detail),
    ...outcome(plan),
  ]
}

function outcome(plan: ImportPlan): readonly string[] {
  const { kind, counts } = plan
  if (kind === 'refused') return ['整份没有导入，请改好上面各处再发一次。']
  const aside = counts.aside > 0 ? `、未导入 ${counts.aside} 人` : ''
  return [
    ...(counts.newBranches > 0 ? [`新建 ${counts.newBranches} 个组织：${newBranches(plan).join('、')}`] : []),
    `新增 ${counts.newMembers} 人、变更 ${counts.changedMembers} 人、不变 ${counts.unchangedMembers} 人${aside}。`,
    ...(counts.offices > 0 ? [`授予 ${counts.offices} 个职务。`] : []),
  ]
}

function newBranches(plan: ImportPlan): readonly string[] {
  return plan.steps.flatMap((step) => (step.kind === 'create-branch' ? [step.name] : []))
}

const FIELD: Readonly<Record<FieldChange['field'], string>> = {
  phone: '电话',
  membership: '党员类别',
  duesCategory: '交费类别',
  baseFen: '工资基数',
  monthlyFen: '每月定额',
  isMigrant: '是否流动',
  hostPlace: '流入地',
}

/** Who changes in what, without the values: they are in the file. */
function changes(plan: ImportPlan, detail: 'brief' | 'full'): readonly string[] {
  const lines = plan.steps.flatMap((step) => {
    if (step.kind !== 'change-member') return []
    return [
      `  ${step.at}：“${step.name}”的${step.changes.map((change) => (change.after === null ? `${FIELD[change.field]}（清空）` : FIELD[change.field])).join('、')}`,
    ]
  })
  const offices = plan.steps.flatMap((step) => (step.kind === 'take-office' ? [`  ${step.at}：撤去“${step.name}”的一个职务`] : []))
  return listed('变更', [...lines, ...offices], detail)
}

function part<Kind extends string>(
  title: string,
  remarks: readonly Remark<Kind>[],
  say: (remark: Remark<Kind>) => string,
  detail: 'brief' | 'full',
): readonly string[] {
  const lines = remarks.map(
    (remark) => `  ${[remark.at.join('、'), withoutDigits(say(remark))].filter((words) => words !== '').join('：')}`,
  )
  return listed(title, lines, detail)
}

function listed(title: string, lines: readonly string[], detail: 'brief' | 'full'): readonly string[] {
  if (lines.length === 0) return []
  const shown = detail === 'full' ? lines : lines.slice(0, LINES_IN_BRIEF)
  const more = lines.length > shown.length ? [`  另有 ${lines.length - shown.length} 处。`] : []
  return [`${title} ${lines.length} 处：`, ...shown, ...more]
}

/** What people typed into the wrong cell may be a number that is nobody's business. */
function withoutDigits(sentence: string): string {
  return sentence.replaceAll(/\d{5,}/g, (digits) => `${digits.slice(0, 2)}…`)
}
