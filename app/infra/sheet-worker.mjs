import { parentPort, workerData } from 'node:worker_threads'
import { streamXlsxRows } from 'hucre/xlsx'
import Papa from 'papaparse'
import { columnOf, inspectXlsx, limits, Refusal } from './sheet-zip.mjs'

// The thread that reads one sheet and ends. It sends rows in batches and waits for each to be taken, so that neither side piles them up.
const { bytes, maxRows } = workerData
const batchSize = 1_000
let batch = []
let sent = 0
let taken = () => undefined
parentPort.on('message', () => taken())

async function flush(done) {
  if (batch.length === 0) return
  const rows = batch
  batch = []
  await new Promise((resolve) => {
    taken = resolve
    parentPort.postMessage({ kind: 'rows', rows, done })
  })
}

function push(row, cells) {
  let last = cells.length - 1
  while (last >= 0 && (cells[last] === null || cells[last] === undefined || cells[last] === '')) last -= 1
  if (last < 0) return
  sent += 1
  if (sent > maxRows) throw new Refusal('sheet.rows', `表格超过 ${limitText()} 行，请拆成几个文件分别上传。`)
  const kept = cells.length === last + 1 ? cells : cells.slice(0, last + 1)
  for (let i = 0; i <= last; i += 1) if (kept[i] === '' || kept[i] === undefined) kept[i] = null
  batch.push({ row, cells: kept })
}

function limitText() {
  return Math.floor(maxRows / 10_000) >= 1 ? `${Math.floor(maxRows / 10_000)} 万` : String(maxRows)
}

async function readXlsx() {
  const sheet = await inspectXlsx(bytes)
  parentPort.postMessage({ kind: 'sheet', sheetName: sheet.sheetName, sheets: sheet.sheets })
  const formulas = byRow(sheet.formulas)
  const merges = sheet.merges.sort((a, b) => a.from - b.from)
  const open = new Map()
  let next = 0
  for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet.sheetIndex })) {
    const row = index + 1
    for (; next < merges.length && merges[next].from <= row; next += 1)
      if (merges[next].from === row) open.set(merges[next].column, { ...merges[next], value: values[merges[next].column] })
    for (const [column, merge] of open) {
      if (row > merge.to) open.delete(column)
      else if (row > merge.from && hasOther(values, column)) values[column] ??= merge.value
    }
    for (const [column, formula] of formulas.get(row) ?? []) values[column] = { formula, value: values[column] ?? null }
    push(row, values)
    if (batch.length >= batchSize) await flush(sheet.rowsDeclared ? Math.min(1, row / sheet.rowsDeclared) : null)
  }
  await flush(1)
}

/** A merged cell is filled into rows that hold something of their own. */
function hasOther(values, column) {
  return values.some((value, at) => at !== column && value !== null && value !== undefined && value !== '')
}

function byRow(formulas) {
  const rows = new Map()
  for (const [cell, formula] of formulas) {
    const parts = /^([A-Z]+)(\d+)$/.exec(cell)
    if (!parts) continue
    const row = Number(parts[2])
    if (!rows.has(row)) rows.set(row, [])
    rows.get(row).push([columnOf(parts[1]), formula])
  }
  return rows
}

async function readText() {
  const text = decode()
  parentPort.postMessage({ kind: 'sheet', sheetName: null, sheets: 1 })
  let row = 0
  await new Promise((resolve, reject) => {
    Papa.parse(text, {
      delimiter: delimiterOf(text),
      chunkSize: 512 * 1024,
      chunk(results, parser) {
        parser.pause()
        takeChunk(results).then(
          () => parser.resume(),
          (error) => {
            reject(error) // before the abort, which counts as complete
            parser.abort()
          },
        )
      },
      complete: resolve,
      error: reject,
    })
  })
  async function takeChunk(results) {
    for (const cells of results.data) push(++row, cells)
    await flush(Math.min(1, results.meta.cursor / Math.max(1, text.length)))
  }
}

/** The separator that stands most often outside quotes in the first lines. */
function delimiterOf(text) {
  const unquoted = text.slice(0, 65_536).replace(/"[^"]*"/g, '')
  const count = (mark) => unquoted.split(mark).length
  return [',', '\t', ';', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** UTF-8 when it is strictly so, with or without a mark, else UTF-16 by its mark, else GB18030, which Excel and WPS in China write. */
function decode() {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.subarray(0, 4096).includes(0)) throw notASheet()
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return textOf(new TextDecoder(charset, { fatal: true }).decode(bytes))
    } catch (error) {
      if (error instanceof Refusal) throw error
    }
  }
  throw new Refusal('file.charset', '文件的文字编码无法识别。请另存为 .xlsx，或另存为 UTF-8 编码的 .csv 后再上传。')
}

function textOf(text) {
  if (/^\s*<(!doctype|html|\?xml|table|meta)/i.test(text)) throw notASheet()
  return text
}

function notASheet() {
  return new Refusal('file.not-spreadsheet', '这不是电子表格文件。请上传 .xlsx 或 .csv 文件。')
}

/** PDF, PNG, JPEG, GIF, RAR, 7z, gzip, RTF: what people upload by mistake. */
const otherFormats = ['25504446', '89504e47', 'ffd8ff', '47494638', '52617221', '377abcaf', '1f8b', '7b5c727466']

/** By content, never by the file's name. */
function read() {
  if (bytes.length === 0) throw new Refusal('file.empty', '文件是空的，请检查后重新上传。')
  if (bytes.length > limits.bytes) throw new Refusal('file.too-large', '文件超过 20 MB，请拆成几个文件分别上传。')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8))
  if (head.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) throw refuseOle()
  if (head.subarray(0, 2).toString('latin1') === 'PK') return readXlsx()
  if (otherFormats.some((start) => head.toString('hex').startsWith(start))) throw notASheet()
  return readText()
}

function refuseOle() {
  const marker = Buffer.from('EncryptedPackage', 'utf16le')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(marker)
    ? new Refusal('file.encrypted', '文件设有打开密码，无法读取。请在表格软件中取消密码另存后再上传。')
    : new Refusal('file.legacy-xls', '这是旧版 .xls（或其他旧版 Office）文件，请在表格软件中另存为 .xlsx 后再上传。')
}

try {
  await read()
  parentPort.postMessage({ kind: 'end' })
} catch (error) {
  parentPort.postMessage({
    kind: 'error',
    code: error instanceof Refusal ? error.code : 'file.damaged',
    message: error instanceof Refusal ? error.message : '文件内容已损坏，无法读取。请在表格软件中打开并另存后再上传。',
    cause: String(error?.stack ?? error),
  })
}
parentPort.close()
