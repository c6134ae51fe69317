import { on } from 'node:events'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'

/** A cell as the sheet holds it. Dates are wall-clock days at UTC midnight; a formula keeps its last computed value beside it. */
export type Cell = string | number | boolean | Date | null | { formula: string; value: unknown }

/** `row` is the sheet's own row number, from 1. Rows without any value are left out; trailing empty cells too. */
export interface SheetRow {
  row: number
  cells: Cell[]
}

export interface SheetData {
  rows: SheetRow[]
  /** The sheet that was read: the first visible one; absent for text files. */
  sheetName?: string
  /** How many sheets the workbook has. */
  sheets: number
}

/** Why a file cannot be read, with the sentence an official reads. */
export class SheetError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SheetError'
    this.code = code
  }
}

export interface SheetFile {
  bytes: Uint8Array
  name: string
}

export interface SheetOptions {
  /** Rows with a value, headers included, before the sheet is refused. */
  maxRows?: number
  timeLimitMs?: number
  /** How much has been read, 0…1; null where the sheet does not say how long it is. */
  progress?: (done: number | null) => void
}

type Message =
  | { kind: 'sheet'; sheetName: string | null; sheets: number }
  | { kind: 'rows'; rows: SheetRow[]; done: number | null }
  | { kind: 'error'; code: string; message: string; cause: string }
  | { kind: 'end' }

const rowLimit = 100_000
/** Title rows, header and remarks beside the 100,000 rows of data. */
const rowAllowance = 100
/** Sheets read at one time; others wait, so that many uploads at once do not take the memory of many. */
const seats = new PQueue({ concurrency: 2 })
const workerPath = createRequire(import.meta.url).resolve('#sheet-worker')

/** Reads a whole .xlsx or .csv sheet; see `streamSheet` for long ones. @throws SheetError */
export async function readSheet(file: SheetFile, options: SheetOptions = {}): Promise<SheetData> {
  const sheet: SheetData = { rows: [], sheets: 1 }
  for await (const part of streamSheet(file, options)) {
    if (part.kind === 'rows') for (const row of part.rows) sheet.rows.push(row)
    else {
      sheet.sheets = part.sheets
      if (part.sheetName !== null) sheet.sheetName = part.sheetName
    }
  }
  return sheet
}

/**
 * Reads a sheet in batches, in a thread of its own with a memory and a time limit: what the sheet is first, then its rows.
 * The content decides what it is, not the name: .xlsx, or text as UTF-8, UTF-16 or GB18030.
 * @throws SheetError (not a spreadsheet, encrypted, truncated, inflating beyond 200 MB, more than 100,000 rows …)
 */
export async function* streamSheet(
  file: SheetFile,
  options: SheetOptions = {},
): AsyncGenerator<Extract<Message, { kind: 'sheet' | 'rows' }>, void, undefined> {
  const leave = await takeSeat()
  const bytes = new Uint8Array(file.bytes)
  const worker = new Worker(workerPath, {
    workerData: { bytes, maxRows: options.maxRows ?? rowLimit + rowAllowance },
    resourceLimits: { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 32 },
    transferList: [bytes.buffer],
    execArgv: [],
  })
  const signal = AbortSignal.timeout(options.timeLimitMs ?? 180_000)
  try {
    for await (const [event] of on(worker, 'message', { signal })) {
      const message: Message = event
      if (message.kind === 'end') return
      if (message.kind === 'error') throw new SheetError(message.code, message.message, { cause: message.cause })
      yield message
      if (message.kind === 'rows') {
        options.progress?.(message.done)
        worker.postMessage('taken')
      }
    }
  } catch (error) {
    throw asSheetError(error)
  } finally {
    await worker.terminate()
    leave()
  }
}

function takeSeat(): Promise<() => void> {
  return new Promise((taken) => {
    void seats.add(() => new Promise<void>((leave) => taken(leave)))
  })
}

function asSheetError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ABORT_ERR') return new SheetError('file.slow', '读取文件用时过长，已停止。请把表格拆成几个文件分别上传。', { cause: error })
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new SheetError('file.inflates', '文件内容过大，读取所需内存超出限制。请把表格拆成几个文件分别上传。', { cause: error })
  return error
}
