import { column, drawPicture, type Part, row, words } from '../kernel/pictures/draw.ts'
import { drawCode } from '../kernel/pictures/code.ts'
import type { Body } from './body.ts'
import { bodyRows, type PosterRow, rowsPerPage } from './poster-rows.ts'
import { sayAmount } from '../kernel/language/say-money.ts'
import { posterWords } from './words.ts'

/** Everything that stands on a poster. What it shows is public already. */
export type Poster = {
  readonly number: number
  readonly village: string
  readonly period: string
  readonly title: string
  readonly summary: string
  readonly body: Body
  readonly publishedOn: string
  readonly phrase: string
  /** Why it replaces the one before. */
  readonly reason?: string
  /** The page at which everything can be read and checked; none where the office has no public address. */
  readonly page?: string
}

/** A phone shows it at a third of its size: nothing on it is smaller than 34 pixels, 12 on the phone. */
const WIDTH = 1080
const EDGE = 48
const COLOURS = { ink: '#1f1d1a', soft: '#6b6459', line: '#e4ded3', paper: '#fbf9f5', red: '#9c2a1f', income: '#1d6b45' } as const

/** How many pictures a body takes. */
export function pagesOf(body: Body): number {
  return Math.max(1, Math.ceil(bodyRows(body).length / rowsPerPage(body)))
}

/** Draws one page of a poster, counted from 1, as a PNG. */
export async function drawPoster(poster: Poster, page: number): Promise<Uint8Array> {
  const pages = pagesOf(poster.body)
  const size = rowsPerPage(poster.body)
  const rows = bodyRows(poster.body).slice((page - 1) * size, page * size)
  const parts = [head(poster, page, pages), ...(page === 1 ? sums(poster) : []), table(poster.body, rows), await foot(poster)]
  return drawPicture(column(parts, { backgroundColor: COLOURS.paper, color: COLOURS.ink, width: WIDTH }), WIDTH)
}

function head({ village, period, title, reason }: Poster, page: number, pages: number): Part {
  const more = pages === 1 ? [] : [words(posterWords.page(page, pages), { fontSize: 36, color: '#f3dfd9' })]
  return column(
    [
      row([words(`${village}　${period}`, { fontSize: 40, color: '#f3dfd9' }), ...more], { justifyContent: 'space-between' }),
      words(title, { fontSize: 68, fontWeight: 700, color: '#ffffff', marginTop: 6 }),
      ...(reason === undefined ? [] : [words(posterWords.corrected(reason), { fontSize: 36, color: '#ffffff', marginTop: 8 })]),
    ],
    { backgroundColor: COLOURS.red, padding: EDGE, paddingTop: 40, paddingBottom: 36 },
  )
}

/** The figures everybody asks for first. */
function sums({ body, summary }: Poster): readonly Part[] {
  if (body.kind !== 'account')
    return body.kind === 'table' ? [] : [words(summary, { fontSize: 44, padding: EDGE, paddingBottom: 0, lineHeight: 1.5 })]
  const cards = [
    [posterWords.opening, body.openingFen, COLOURS.ink],
    [posterWords.income, body.incomeFen, COLOURS.income],
    [posterWords.expense, body.expenseFen, COLOURS.red],
    [posterWords.closing, body.closingFen, COLOURS.ink],
  ] as const
  const card = ([label, fen, color]: (typeof cards)[number]): Part =>
    column([words(label, { fontSize: 34, color: COLOURS.soft }), words(sayAmount(fen), { fontSize: 50, fontWeight: 700, color })], {
      width: (WIDTH - EDGE * 2 - 24) / 2,
      backgroundColor: '#ffffff',
      border: `2px solid ${COLOURS.line}`,
      borderRadius: 16,
      padding: 24,
    })
  const [opening, income, expense, closing] = cards.map(card)
  const pair = (one: Part | undefined, other: Part | undefined) =>
    row(
      [one, other].filter((part) => part !== undefined),
      { gap: 24 },
    )
  return [column([pair(income, expense), pair(opening, closing)], { padding: EDGE, paddingBottom: 0, gap: 24 })]
}

function table(body: Body, rows: readonly PosterRow[]): Part {
  return column(
    rows.map((one, at) =>
      column(
        [
          row(
            [
              words(one.left, { fontSize: 38, lineHeight: 1.35, width: one.right === '' ? WIDTH - EDGE * 2 - 40 : 620 }),
              ...(one.right === '' ? [] : [words(one.right, { fontSize: 40, fontWeight: 700, color: colourOf(one) })]),
            ],
            { justifyContent: 'space-between', alignItems: 'flex-start' },
          ),
          ...(one.note === '' && one.balance === ''
            ? []
            : [
                row([words(one.note, { fontSize: 34, color: COLOURS.soft }), words(one.balance, { fontSize: 34, color: COLOURS.soft })], {
                  justifyContent: 'space-between',
                  marginTop: 4,
                }),
              ]),
        ],
        { padding: '18px 20px', borderBottom: `2px solid ${COLOURS.line}`, backgroundColor: at % 2 === 0 ? '#ffffff' : COLOURS.paper },
      ),
    ),
    { margin: EDGE, marginBottom: 0, ...(body.kind === 'account' || rows.length > 0 ? { borderTop: `4px solid ${COLOURS.red}` } : {}) },
  )
}

async function foot({ number, publishedOn, phrase, page }: Poster): Promise<Part> {
  const lines = column(
    [
      words(posterWords.number(number, publishedOn), { fontSize: 38, fontWeight: 700 }),
      words(posterWords.ask(number), { fontSize: 36, marginTop: 10 }),
      words(posterWords.phrase, { fontSize: 34, color: COLOURS.soft, marginTop: 24 }),
      words(phrase, { fontSize: 46, fontWeight: 700, color: COLOURS.red, marginTop: 2 }),
    ],
    { width: page === undefined ? WIDTH - EDGE * 2 : 720 },
  )
  const code = page === undefined ? [] : [await drawCode(page, 220)]
  return row([lines, ...code], { padding: EDGE, justifyContent: 'space-between', alignItems: 'center' })
}

function colourOf({ direction }: PosterRow): string {
  return direction === 'in' ? COLOURS.income : direction === 'out' ? COLOURS.red : COLOURS.ink
}
