import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../src/kernel/tables/read-workbook.ts'
import { recogniseRoster } from '../../src/roster/import/recognise.ts'
import type { RosterFile } from '../../src/roster/import/types.ts'
import { typed, workbook, workbookParts, zip } from '../tables/make-files.ts'
import { roster } from './import-support.ts'

async function sheets(file: Buffer): Promise<RosterFile> {
  const read = await readWorkbook(file)
  if (read.kind === 'refused') throw new Error(read.reason)
  return recogniseRoster(read.sheets)
}

const people = (file: RosterFile): string[] => file.rows.map((row) => `${row.branch} ${row.name}`)
const refusals = (file: RosterFile): string[][] => file.refusals.map((remark) => [remark.kind, ...remark.at])

describe('columns are recognised by their headings', () => {
  test.each([
    '姓名,所在党支部,联系电话,党内职务,党员类别,交费类别,月工资基数（元）,是否流动党员,流入地',
    '党员姓名,支部,手机号码,职务,人员类别,身份,工资,流动,务工地',
    '姓 名,组织名称,手机,支部职务,党员类型,党费类别,养老金,外出,外出地点',
    '姓名（必填）,所属支部名称,本人手机号,现任党内职务情况,正式/预备,党费缴费类别,月工资（或养老金）基数,是否属流动党员,流入地（省市县）',
    '*姓名,党支部名称,电话（手机）,现任职务,是否正式党员,缴费类别,月收入(元),是否外出务工,流动去向',
  ])('%s', (heading) => {
    const file = roster(heading, '王桂芳,河西村,13500000001,书记,正式党员,退休,2560,是,东莞')
    expect(file.rows[0]).toMatchObject({
      branch: '河西村党支部',
      name: '王桂芳',
      offices: ['secretary'],
      said: { phone: '13500000001', membership: 'full', duesCategory: 'retired', baseFen: 256_000, isMigrant: true, hostPlace: '东莞' },
    })
    expect(file.unsavedColumns).toEqual([])
  })

  test('what is not ours to keep is not kept and said so', () => {
    const file = roster(
      '序号,姓名,支部,身份证号,出生年月,民族,家庭住址,备注',
      '1,王桂芳,河西村,511302195403124412,1954.03,汉,河西村3组12号,多病',
    )
    expect(file.unsavedColumns).toEqual(['身份证号', '出生年月', '民族', '家庭住址', '备注'])
    expect(JSON.stringify(file)).not.toMatch(/5113|1954|汉|12号|多病/)
  })

  test("somebody else's phone and last year's wage are not taken for the member's", () => {
    const file = roster('姓名,支部,家属联系电话,上年工资,原支部名称,介绍人姓名', '王桂芳,河西村,13500000001,3000,龙潭村,李大山')
    expect(file.rows[0]).toMatchObject({ branch: '河西村党支部', name: '王桂芳', said: { phone: undefined } })
    expect(file.unsavedColumns).toHaveLength(4)
  })

  test('a column of monthly dues is no base', () => {
    expect(roster('姓名,支部,交费类别,月应交党费（元）', '王桂芳,河西村,农民,0.5').rows[0]?.said).toMatchObject({ monthlyFen: 50 })
  })

  test('wage and pension may stand in two columns', () => {
    const file = roster('姓名,支部,交费类别,工资,养老金', '王桂芳,河西村,退休,,2560', '李大山,河西村,在职,3000,')
    expect(file.rows.map((row) => row.said.baseFen)).toEqual([256_000, 300_000])
  })

  test('without a heading there is no roster', () => {
    expect(refusals(roster('王桂芳,河西村', '李大山,河西村'))).toEqual([['no-roster']])
    expect(refusals(roster('姓名,支部'))).toEqual([['no-people']])
  })
})

describe('a table as offices lay it out', () => {
  test('a heading of two lines with joined cells is one heading', async () => {
    const rows = [
      ['支部', '姓名', '联系方式', ''],
      ['', '', '手机', '座机'],
      ['河西村', '王桂芳', '13500000001', ''],
    ]
    const file = await sheets(
      typed(rows, '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'),
    )
    expect(file.rows).toMatchObject([{ name: '王桂芳', said: { phone: '13500000001' } }])
    expect(file.unsavedColumns).toEqual(['座机'])
  })

  test('the heading repeated on every printed page is nobody', () => {
    expect(people(roster('姓名,支部', '王桂芳,河西村', '姓名,支部', '李大山,河西村'))).toEqual([
      '河西村党支部 王桂芳',
      '河西村党支部 李大山',
    ])
  })

  test('tables of several branches below each other take the branch from their titles', () => {
    const file = roster(
      '红岭镇河西村党支部党员名册,',
      '序号,姓名,电话',
      '1,王桂芳,',
      '红岭镇龙潭村党支部党员名册,',
      '序号,姓名,电话',
      '1,李大山,',
    )
    expect(people(file)).toEqual(['河西村党支部 王桂芳', '龙潭村党支部 李大山'])
  })

  test('one sheet a branch takes the branch from the name of the sheet', async () => {
    const file = await sheets(
      zip(
        workbookParts(
          '<worksheet><sheetData><row><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>电话</t></is></c></row><row><c t="inlineStr"><is><t>王桂芳</t></is></c></row></sheetData></worksheet>',
        ).map((part) => ({ ...part, content: String(part.content).replace('表1', '河西村') })),
      ),
    )
    expect(people(file)).toEqual(['河西村党支部 王桂芳'])
  })

  test('a branch written once beside joined cells counts for all of them', async () => {
    const rows = [
      ['支部', '姓名'],
      ['河西村', '王桂芳'],
      ['', '李大山'],
    ]
    const file = await sheets(typed(rows, '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'))
    expect(people(file)).toEqual(['河西村党支部 王桂芳', '河西村党支部 李大山'])
  })

  test('a branch simply left out is not guessed', () => {
    expect(refusals(roster('支部,姓名', '河西村,王桂芳', ',李大山'))).toEqual([['missing-branch', '第3行第2列']])
  })

  test.each(['小计,,2人', '合计：2人,,', '共计,2,', ',,填表人：王会计', '填报日期：2026年10月,,', '注：本表一式两份,,'])(
    '%s is nobody',
    (line) => {
      const file = roster('支部,姓名,电话', '河西村,王桂芳,', '河西村,李大山,', line)
      expect(people(file)).toHaveLength(2)
      expect([...file.questions, ...file.refusals]).toEqual([])
    },
  )

  test('a total that does not agree with the people counted is pointed out', () => {
    const file = roster('支部,姓名,电话', '河西村,王桂芳,', '合计,3人,')
    expect(file.questions).toEqual([{ kind: 'count-differs', at: ['第3行第1列'], before: '3', count: 1 }])
  })

  test('lines numbered beforehand but not filled in are nobody', () => {
    const file = roster('序号,支部,姓名,电话', '1,河西村,王桂芳,', '2,,,', '3,河西村,,', '4,,,')
    expect(people(file)).toHaveLength(1)
    expect(file.refusals).toEqual([])
    expect(file.questions).toMatchObject([{ kind: 'only-branch', at: ['第4行第2列'] }])
  })

  test('people who are not members yet are left out and named', () => {
    const file = roster('支部,姓名,党员类别', '河西村,王桂芳,正式', '河西村,李大山,入党积极分子')
    expect(people(file)).toHaveLength(1)
    expect(file.questions).toMatchObject([{ kind: 'not-a-member', name: '李大山' }])
  })

  test('a place without a column for migrants makes a migrant, and says so', () => {
    const file = roster('支部,姓名,外出地点', '河西村,王桂芳,东莞')
    expect(file.rows[0]?.said).toMatchObject({ isMigrant: true, hostPlace: '东莞' })
    expect(file.corrections.map((remark) => remark.kind)).toContain('migrant-by-place')
  })
})

describe('cells that cannot be trusted', () => {
  const formula = (cell: string): Buffer =>
    workbook(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>序号</t></is></c><c r="B1" t="inlineStr"><is><t>支部</t></is></c><c r="C1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c r="A2"><f>ROW()-1</f><v>1</v></c><c r="B2" t="inlineStr"><is><t>河西村</t></is></c>${cell}</row>`,
    )

  test('a formula is refused where it would be stored and ignored in a running number', async () => {
    expect(refusals(await sheets(formula('<c r="C2" t="str"><f>VLOOKUP(1,A:B,2)</f><v>王桂芳</v></c>')))).toEqual([['formula', 'C2']])
    expect(people(await sheets(formula('<c r="C2" t="inlineStr"><is><t>王桂芳</t></is></c>')))).toEqual(['河西村党支部 王桂芳'])
  })

  test('the remains of a broken formula are refused', async () => {
    expect(refusals(await sheets(formula('<c r="C2" t="e"><v>#REF!</v></c>')))).toEqual([['cell-damaged', 'C2']])
  })

  test.each(['=1+1', '@SUM(A1)', '+王', '-王'])('text that would run as a formula is refused: %s', (text) => {
    expect(refusals(roster('支部,姓名', `河西村,${text}`))).toEqual([['formula', '第2行第2列']])
  })

  test('every bad cell of one line is named', () => {
    expect(refusals(roster('支部,姓名,电话,工资', '河西村,=1,1.38E+10,三千'))).toEqual([
      ['formula', '第2行第2列'],
      ['phone-damaged', '第2行第3列'],
      ['amount-unclear', '第2行第4列'],
    ])
  })
})

describe('a workbook of several sheets', () => {
  const sheet = (...rows: string[][]): string =>
    `<worksheet><sheetData>${rows.map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`
  const both = (second: string): Buffer =>
    zip(workbookParts(sheet(['支部', '姓名'], ['河西村', '王桂芳']), [{ path: 'xl/worksheets/sheet2.xml', content: second }], 2))

  test('cells of two rosters are told apart by the name of their sheet', async () => {
    const file = await sheets(both(sheet(['支部', '姓名'], ['龙潭村', '李 大山'])))
    expect(file.rows.map((row) => row.at)).toEqual(['表1!B2', '表2!B2'])
  })

  test('a sheet beside the roster is left alone and named', async () => {
    const file = await sheets(both(sheet(['本表由各支部填报'])))
    expect(people(file)).toHaveLength(1)
    expect(file.skippedSheets).toEqual(['表2'])
  })

  test('a hidden sheet with last year in it is not imported behind the back of the sender', async () => {
    const parts = workbookParts(sheet(['支部', '姓名'], ['河西村', '王桂芳']), [], 2)
    const hidden = parts.map((part) => ({ ...part, content: String(part.content).replace('name="表2"', 'name="表2" state="hidden"') }))
    const file = await sheets(zip(hidden))
    expect(people(file)).toHaveLength(1)
    expect(file.skippedSheets).toEqual(['表2'])
  })
})
