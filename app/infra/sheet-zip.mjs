import yauzl from 'yauzl'

/** What the reader of a sheet refuses; the main thread turns it into a SheetError. */
export class Refusal extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

const megabyte = 1024 * 1024
export const limits = { bytes: 20 * megabyte, entries: 200, inflated: 200 * megabyte, ratio: 50, ratioFrom: megabyte }

const inflates = () =>
  new Refusal('file.inflates', '文件解压后过大或压缩比异常，为防止损坏系统已拒绝读取。请把数据复制到一个新建的表格里另存后再上传。')
const truncated = () => new Refusal('file.truncated', '文件不完整或已损坏，无法打开。请重新保存或重新下载后再上传。')
const encrypted = () => new Refusal('file.encrypted', '文件设有打开密码，无法读取。请在表格软件中取消密码另存后再上传。')

/**
 * Checks an .xlsx archive before anything of it is inflated (directory), then counts the bytes while inflating, since declared sizes can lie.
 * On the way it collects of the first visible sheet what the row reader cannot say: formulas and vertically merged cells.
 * @returns {Promise<{sheetName: string, sheetIndex: number, sheets: number, rowsDeclared: number | null, formulas: Map<string, string>, merges: {column: number, from: number, to: number}[]}>}
 */
export async function inspectXlsx(bytes) {
  const zip = await open(bytes)
  const entries = await directory(zip, bytes.length)
  const counted = { total: 0, limit: Math.min(limits.inflated, Math.max(limits.ratioFrom, bytes.length * limits.ratio)) }
  const text = async (name) => {
    const entry = entries.get(name)
    if (!entry) return ''
    const parts = []
    await inflate(zip, entry, counted, (chunk) => parts.push(chunk))
    return Buffer.concat(parts).toString('utf8')
  }
  const sheet = firstSheet(await text('xl/workbook.xml'), await text('xl/_rels/workbook.xml.rels'))
  const found = { ...sheet, rowsDeclared: null, formulas: new Map(), merges: [] }
  for (const [name, entry] of entries) {
    if (!/\.(xml|rels)$/i.test(name) || name === 'xl/workbook.xml' || name === 'xl/_rels/workbook.xml.rels') continue
    const look = name === sheet.path ? lookAtSheet(found) : { text: () => undefined }
    const decoder = new TextDecoder()
    await inflate(zip, entry, counted, (chunk) => look.text(name === sheet.path ? decoder.decode(chunk, { stream: true }) : ''))
  }
  return found
}

async function open(bytes) {
  try {
    return await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { validateEntrySizes: true })
  } catch {
    throw truncated()
  }
}

async function directory(zip, size) {
  if (zip.entryCount > limits.entries) throw new Refusal('file.entries', '文件内部部件过多，不是普通的表格文件，已拒绝读取。')
  const entries = new Map()
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw encrypted()
      declared += entry.uncompressedSize
      entries.set(entry.fileName, entry)
      if (entries.size > limits.entries) throw new Refusal('file.entries', '文件内部部件过多，不是普通的表格文件，已拒绝读取。')
    }
  } catch (error) {
    throw error instanceof Refusal ? error : truncated()
  }
  if (declared > limits.inflated || (declared > limits.ratioFrom && declared > size * limits.ratio)) throw inflates()
  if (entries.has('xl/workbook.bin')) throw new Refusal('file.binary-xls', '这是二进制工作簿（.xlsb），请另存为 .xlsx 后再上传。')
  if (!entries.has('xl/workbook.xml'))
    throw new Refusal('file.not-spreadsheet', '这不是电子表格文件。请上传 .xlsx 或 .csv 文件（WPS、.ods 等格式请先另存为 .xlsx）。')
  return entries
}

async function inflate(zip, entry, counted, take) {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      counted.total += chunk.length
      if (counted.total > counted.limit) throw inflates()
      take(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw /too many bytes/.test(String(error?.message)) ? inflates() : truncated()
  }
}

function firstSheet(workbook, relations) {
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => tag)
  const visible = sheets.findIndex((tag) => !/state="(hidden|veryHidden)"/.test(tag))
  const sheetIndex = Math.max(visible, 0)
  const tag = sheets[sheetIndex] ?? ''
  const id = attribute(tag, 'r:id') ?? /\w+:id="([^"]*)"/.exec(tag)?.[1] ?? ''
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].find(([text]) => attribute(text, 'Id') === id)?.[0] ?? ''
  const target = attribute(relation, 'Target') ?? ''
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  return { sheetName: unescapeXml(attribute(tag, 'name') ?? ''), sheetIndex, sheets: sheets.length, path }
}

/** Reads a worksheet's text piece by piece; a tag cut in two waits for the next piece. */
function lookAtSheet(found) {
  const interesting =
    /<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d+)"[^>]*>|<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)|<(?:\w+:)?mergeCell\s[^>]*>|<(?:\w+:)?dimension\s[^>]*>/g
  let rest = ''
  let cell = ''
  return {
    text(piece) {
      const text = rest + piece
      // A formula's text ends at the next tag: keep everything from the last tag on.
      const cut = text.lastIndexOf('<')
      rest = cut < 0 ? '' : text.slice(cut)
      for (const match of (cut < 0 ? text : text.slice(0, cut)).matchAll(interesting)) {
        if (match[1]) cell = match[1]
        else if (match[2] !== undefined || /^<(\w+:)?f[\s>/]/.test(match[0])) found.formulas.set(cell, unescapeXml(match[2] ?? ''))
        else if (match[0].includes('mergeCell')) addMerge(found.merges, attribute(match[0], 'ref'))
        else found.rowsDeclared = Number(/(\d+)$/.exec(attribute(match[0], 'ref') ?? '')?.[1]) || null
      }
    },
  }
}

/** Only one column wide: a unit's name written once for its accounts. Title bars are wider and stay as they are. */
function addMerge(merges, ref) {
  const parts = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref ?? '')
  if (!parts || parts[1] !== parts[3] || merges.length >= 20_000) return
  merges.push({ column: columnOf(parts[1]), from: Number(parts[2]), to: Number(parts[4]) })
}

export function columnOf(letters) {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function attribute(tag, name) {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

function unescapeXml(text) {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name])
}
