import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import type { Body } from '../../src/disclosures/body.ts'
import { drawPoster, pagesOf, type Poster } from '../../src/disclosures/poster.ts'
import { bodyRows, rowsPerPage } from '../../src/disclosures/poster-rows.ts'
import { drawPicture, words } from '../../src/kernel/pictures/draw.ts'

const table = (rows: number): Body => ({
  kind: 'table',
  columns: ['对象', '项目', '金额'],
  rows: Array.from({ length: rows }, (_, at) => [`周*燕${at}`, '临时救助', String(600 + at)]),
})

const poster: Poster = {
  number: 17,
  village: '河西村',
  period: '2026年第三季度',
  title: '村级财务收支',
  summary: '收入 80元，支出 30元，结余 150元',
  body: {
    kind: 'account',
    openingFen: 10_000,
    incomeFen: 8000,
    expenseFen: 3000,
    closingFen: 15_000,
    lines: [
      { date: '7月3日', summary: '卖树', handler: '李会计', payee: '', voucher: '记1', incomeFen: 8000, expenseFen: 0, balanceFen: 18_000 },
      { date: '7月9日', summary: '买灯', handler: '', payee: '', voucher: '', incomeFen: 0, expenseFen: 3000, balanceFen: 15_000 },
    ],
  },
  publishedOn: '2026年10月12日',
  phrase: '青山 白鱼 新桥 老茶',
}

const pixels = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes))

function codeIn(bytes: Uint8Array): string | undefined {
  const { data, width, height } = pixels(bytes)
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

describe('a poster', () => {
  test('is as wide as a phone shows sharply, and grows with what it tells', async () => {
    const picture = pixels(await drawPoster(poster, 1))
    expect(picture.width).toBe(1080)
    expect(picture.height).toBeGreaterThan(1000)
    const longer = pixels(await drawPoster({ ...poster, body: table(14) }, 1))
    expect(longer.height).toBeGreaterThan(picture.height)
    expect(longer.height + longer.width).toBeLessThan(10_000)
  })

  test('carries a code that a camera reads, only where there is a page to open', async () => {
    const page = 'https://zhibutong.example/board/3/17'
    expect(codeIn(await drawPoster({ ...poster, page }, 1))).toBe(page)
    expect(codeIn(await drawPoster(poster, 1))).toBeUndefined()
  })

  test('a long table goes over pages, and no row is lost or told twice', () => {
    const body = table(300)
    const told = Array.from({ length: pagesOf(body) }, (_, at) =>
      bodyRows(body).slice(at * rowsPerPage(body), (at + 1) * rowsPerPage(body)),
    )
    expect(told).toHaveLength(22)
    expect(told.flat().map(({ left }) => left)).toEqual(Array.from({ length: 300 }, (_, at) => `周*燕${at}`))
  })

  test('the last page, an empty period and a text are drawn too', async () => {
    expect(pixels(await drawPoster({ ...poster, body: table(300) }, 22)).height).toBeGreaterThan(500)
    expect(pixels(await drawPoster({ ...poster, body: { kind: 'nothing' } }, 1)).height).toBeGreaterThan(300)
    const text: Body = { kind: 'text', text: '修通组路的事，村民会议通过了。'.repeat(20) }
    expect(pixels(await drawPoster({ ...poster, body: text }, 1)).height).toBeGreaterThan(900)
  })

  test('what came in and what went out stand in their columns with the balance', () => {
    expect(bodyRows(poster.body)).toEqual([
      { left: '卖树', right: '收 80.00', note: '7月3日　经手 李会计　记1', balance: '余 180.00', direction: 'in' },
      { left: '买灯', right: '支 30.00', note: '7月9日', balance: '余 150.00', direction: 'out' },
    ])
  })
})

describe('rare characters of names', () => {
  /** The dark places of one character; a missing one is drawn as the same empty box whatever it is. */
  async function shapeOf(sign: string): Promise<string> {
    return Buffer.from(pixels(await drawPicture(words(sign, { fontSize: 60, color: '#000000' }), 80)).data).toString('base64')
  }

  test('each has a shape of its own', async () => {
    const nowhere = await shapeOf('\u{10FFFD}')
    const shapes = await Promise.all([...'䶮㛃𬱖㙍燚堃'].map(shapeOf))
    expect(new Set([...shapes, nowhere]).size).toBe(7)
  })
})
