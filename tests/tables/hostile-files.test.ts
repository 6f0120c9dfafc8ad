import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LARGEST_FILE_BYTES, LARGEST_UNPACKED_BYTES } from '../../src/kernel/tables/limits.ts'
import { readSheets } from '../../src/kernel/tables/read-sheets.ts'
import { unpackWorkbook } from '../../src/kernel/tables/zip-directory.ts'
import { workbook, workbookParts, zip } from './make-files.ts'

const roster = readFileSync(new URL('../samples/roster.xlsx', import.meta.url))
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const zeros = Buffer.alloc(300 * 1024 * 1024)
const rows = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`).join('')
const directoryOnly = (file: Buffer): Buffer => Buffer.concat([Buffer.alloc(64), file.subarray(-200)])

describe('a file that cannot be opened gets one sentence that says what to do', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), '空的'],
    ['an old .xls', Buffer.concat([OLE, Buffer.alloc(4096)]), '另存为 xlsx'],
    ['a workbook with a password', Buffer.concat([OLE, Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]), '密码'],
    [
      'a web page named .xls',
      Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>姓名</td></tr></table></html>'),
      '网页',
    ],
    ['a web page with a mark in front', Buffer.from('\ufeff \n<!DOCTYPE html><table></table>'), '网页'],
    ['a spreadsheet in xml of 2003', Buffer.from('<?xml version="1.0"?><Workbook></Workbook>'), '另存为 xlsx'],
    [
      'a Word document',
      zip([
        { path: '[Content_Types].xml', content: '<Types/>' },
        { path: 'word/document.xml', content: '<w/>' },
      ]),
      '另存为 xlsx',
    ],
    ['an OpenDocument table', zip([{ path: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]), '另存为 xlsx'],
    ['a zip of photos', zip([{ path: 'photo.jpg', content: 'x' }]), '认不出'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '认不出'],
    ['a csv with a NUL in it', Buffer.from('姓名,支部\n王\0,河西村\n'), '认不出'],
    ['half of a workbook', roster.subarray(0, roster.length / 2), '没有传完整'],
    ['a workbook without its beginning', directoryOnly(roster), '认不出'],
    ['a workbook whose sheet is no xml', zip(workbookParts('PK not xml <<<')), '没有传完整'],
    ['more than two megabytes', Buffer.alloc(LARGEST_FILE_BYTES + 1, 'a'), '2 MB'],
    ['a workbook of protected parts', zip(workbookParts('<worksheet/>').map((part) => ({ ...part, flags: 1 }))), '密码'],
  ])('%s', async (_, file, says) => {
    const read = await readSheets(file, 'a.xlsx')
    expect(read).toEqual({ kind: 'refused', reason: expect.stringContaining(says) })
  })
})

describe('a file made to exhaust the machine is refused before it can', () => {
  test.each([
    [
      'a part that unpacks to 300 MB and says so',
      zip(workbookParts('<worksheet/>', [{ path: 'xl/media/a.bin', content: zeros }])),
      '解开后太大',
    ],
    [
      'a part that unpacks to 300 MB and claims a thousand bytes',
      zip(workbookParts('<worksheet/>', [{ path: 'xl/sharedStrings.xml', content: zeros, claims: 1000 }])),
      '解开后太大',
    ],
    [
      'a part that claims nothing at all',
      zip(workbookParts('<worksheet/>', [{ path: 'xl/sharedStrings.xml', content: zeros, claims: 0 }])),
      '解开后太大',
    ],
    [
      'a part that hides its size behind ZIP64',
      zip(workbookParts('<worksheet/>', [{ path: 'xl/sharedStrings.xml', content: 'x', claims: 0xffffffff }])),
      '没有传完整',
    ],
    [
      'ten thousand parts',
      zip([...workbookParts('<worksheet/>'), ...Array.from({ length: 10_000 }, (_, index) => ({ path: `xl/${index}.xml`, content: '' }))]),
      '解开后太大',
    ],
    ['a hundred thousand rows', workbook(rows(100_000)), '表格太大'],
    [
      'one cell in the last corner',
      workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      '表格太大',
    ],
    ['three hundred thousand cells without an address', workbook(`<row>${'<c/>'.repeat(1_200_000)}</row>`), '表格太大'],
    ['sixty sheets', zip(workbookParts('<worksheet/>', [], 60)), '工作表太多'],
    ['a csv of a hundred thousand lines', Buffer.from('a,b\n'.repeat(100_000)), '表格太大'],
    ['a csv of one line with a million commas', Buffer.from(','.repeat(1_000_000)), '表格太大'],
  ])('%s', async (_, file, says) => {
    expect(file.length).toBeLessThanOrEqual(LARGEST_FILE_BYTES)
    const before = process.memoryUsage().rss
    const read = await readSheets(file, 'a.xlsx')
    expect(read).toEqual({ kind: 'refused', reason: expect.stringContaining(says) })
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  test('one long text shown by ten thousand cells does not multiply', async () => {
    const shared = { path: 'xl/sharedStrings.xml', content: `<sst><si><t>${'党'.repeat(30_000)}</t></si></sst>` }
    const many = Array.from({ length: 9000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`).join('')
    expect(await readSheets(workbook(many, '', [shared]), 'a.xlsx')).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('文字太多'),
    })
  })

  test('entities that expand into each other stay what they are', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "党党党党党党党党党党"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    const sheet = `${bomb}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`
    const read = await readSheets(zip(workbookParts(sheet)), 'a.xlsx')
    expect(JSON.stringify(read)).not.toContain('党党党')
  })

  test('the largest table we take is still read', async () => {
    const cells = (row: number): string => Array.from({ length: 20 }, () => `<c><v>${row}</v></c>`).join('')
    const read = await readSheets(workbook(Array.from({ length: 10_000 }, (_, row) => `<row>${cells(row)}</row>`).join('')), 'a.xlsx')
    expect(read.kind === 'sheets' && read.sheets[0]?.rows.length).toBe(10_000)
  })
})

describe('a damaged file never does more than be refused', () => {
  test('whatever bytes are changed, unpacking ends within its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(roster.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }), (changes) => {
        const damaged = Buffer.from(roster)
        for (const [at, byte] of changes) damaged[at] = byte
        const unpacked = unpackWorkbook(damaged)
        if (unpacked.kind === 'refused') return
        const total = [...unpacked.parts.values()].reduce((sum, part) => sum + part.length, 0)
        expect(total).toBeLessThanOrEqual(LARGEST_UNPACKED_BYTES)
      }),
      { numRuns: 300 },
    )
  })

  test('whatever is cut off, the answer is sheets or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(roster.length), fc.nat(255), async (length, byte) => {
        const read = await readSheets(Buffer.concat([roster.subarray(0, length), Buffer.from([byte])]), 'a.xlsx')
        expect(['sheets', 'refused']).toContain(read.kind)
      }),
      { numRuns: 8 },
    )
  })
})
