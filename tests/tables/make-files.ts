import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a workbook; `claims` lets the directory lie about its unpacked size. */
export type Part = { readonly path: string; readonly content: string | Buffer; readonly claims?: number; readonly flags?: number }

/** Packs parts into a zip as honest or as crooked as asked. */
export function zip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const raw = Buffer.from(part.content)
    const packed = deflateRawSync(raw)
    const name = Buffer.from(part.path)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(part.flags ?? 0, 6)
    header.writeUInt16LE(8, 8)
    header.writeUInt32LE(crc32(raw), 14)
    header.writeUInt32LE(packed.length, 18)
    header.writeUInt32LE(part.claims ?? raw.length, 22)
    header.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    header.copy(entry, 8, 6, 30)
    entry.writeUInt32LE(offset, 42)
    local.push(header, name, packed)
    directory.push(entry, name)
    offset += header.length + name.length + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, entries, end])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The parts of a workbook around the xml of one sheet; `more` adds or replaces parts. */
export function workbookParts(sheetXml: string, more: readonly Part[] = [], sheetCount = 1): readonly Part[] {
  const numbers = Array.from({ length: sheetCount }, (_, index) => index + 1)
  const plain: Part[] = [
    {
      path: '[Content_Types].xml',
      content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      path: '_rels/.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      path: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers.map((n) => `<sheet name="表${n}" sheetId="${n}" r:id="s${n}"/>`).join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}">${numbers.map((n) => `<Relationship Id="s${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="shared" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    ...numbers.map((n) => ({ path: `xl/worksheets/sheet${n}.xml`, content: sheetXml })),
  ]
  return [...plain.filter((part) => more.every((other) => other.path !== part.path)), ...more]
}

/** A workbook of one sheet, given the lines between `<sheetData>` tags and what follows them. */
export function workbook(rows: string, after = '', more: readonly Part[] = []): Buffer {
  return zip(workbookParts(`${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`, more))
}

/** A workbook of text cells, as somebody types them. */
export function typed(rows: readonly (readonly string[])[], after = ''): Buffer {
  const cell = (text: string): string =>
    `<c t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`
  return workbook(rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join(''), after)
}
