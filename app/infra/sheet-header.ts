/** A column a reader knows: its key and the headers it goes by, the usual one first. */
export interface KnownColumn {
  key: string
  names: readonly string[]
}

export interface Header {
  /** The sheet's own number of the (last) header row: data begins below it. */
  headerRow: number
  columnOf: Map<string, number>
  /** The header of a column as written in the sheet; the usual name where the sheet has no such column. */
  title(key: string): string
  /** What stands in brackets in that header, e.g. 万 in 粉丝量（万）. */
  hint(key: string): string | null
  /** Headers that stand for nothing known, as written. */
  unknown: string[]
  /** True for a row that repeats the header, as long sheets do on every page. */
  repeats(cells: readonly unknown[]): boolean
}

interface Row {
  row: number
  cells: readonly unknown[]
}

/** How far down a header may stand, under titles and filling notes. */
export const headerDepth = 30

/** A header without spaces, stars and brackets; what stood in the brackets is the hint. */
export function readTitle(written: unknown): { name: string; hint: string | null } {
  if (typeof written !== 'string') return { name: '', hint: null }
  const folded = written.normalize('NFKC').replace(/[\s*:;"'“”]/g, '')
  const hint = /[([【〔]([^)\]】〕]*)[)\]】〕]/.exec(folded)?.[1] ?? null
  const name = folded.replace(/[([【〔][^)\]】〕]*[)\]】〕]?/g, '').toLowerCase()
  return { name: name || folded.toLowerCase(), hint }
}

/**
 * Finds the header under title rows: the row, or the two rows one above the other, in which most columns are known.
 * Null when no row knows at least two of them (one, if only one is asked for).
 */
export function findHeader(rows: readonly Row[], columns: readonly KnownColumn[]): Header | null {
  const names = indexNames(columns)
  let best: { row: Row; cells: readonly unknown[]; count: number } | null = null
  const top = rows.slice(0, headerDepth)
  for (const [i, row] of top.entries()) {
    const count = matches(row.cells, names)
    if (count > (best?.count ?? 0)) best = { row, cells: row.cells, count }
    const above = top[i - 1]
    if (!above || above.row !== row.row - 1 || count === 0) continue
    const cells = stack(above.cells, row.cells, names)
    const both = matches(cells, names)
    if (both > Math.max(count, best?.count ?? 0)) best = { row, cells, count: both }
  }
  return best && best.count >= Math.min(2, columns.length) ? header(best.row.row, best.cells, columns, names) : null
}

/** How many known columns a row of cells names. Not for every row of a long sheet. */
export function countTitles(cells: readonly unknown[], columns: readonly KnownColumn[]): number {
  return matches(cells, indexNames(columns))
}

type Names = Map<string, { key: string; rank: number }>

function indexNames(columns: readonly KnownColumn[]): Names {
  const names: Names = new Map()
  for (const column of columns)
    for (const [rank, name] of column.names.entries()) names.set(readTitle(name).name, { key: column.key, rank })
  return names
}

function matches(cells: readonly unknown[], names: Names): number {
  const keys = new Set<string>()
  for (const cell of cells) {
    const known = names.get(readTitle(cell).name)
    if (known) keys.add(known.key)
  }
  return keys.size
}

/** Two header rows: the lower cell speaks where it is known, else the upper one, as under a heading merged over several columns. */
function stack(upper: readonly unknown[], lower: readonly unknown[], names: Names): unknown[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) =>
    names.has(readTitle(lower[i]).name) ? lower[i] : names.has(readTitle(upper[i]).name) ? upper[i] : (lower[i] ?? upper[i]),
  )
}

function header(headerRow: number, cells: readonly unknown[], columns: readonly KnownColumn[], names: Names): Header {
  const chosen = new Map<string, { index: number; rank: number }>()
  const unknown: string[] = []
  for (const [index, cell] of cells.entries()) {
    const known = names.get(readTitle(cell).name)
    if (!known) {
      if (typeof cell === 'string' && cell.trim()) unknown.push(cell.trim())
      continue
    }
    const rival = chosen.get(known.key)
    if (!rival || known.rank < rival.rank) chosen.set(known.key, { index, rank: known.rank })
  }
  const columnOf = new Map([...chosen].map(([key, { index }]) => [key, index]))
  const written = (key: string) => {
    const index = columnOf.get(key)
    const cell = index === undefined ? undefined : cells[index]
    return typeof cell === 'string' ? cell.trim() : null
  }
  const hints = new Map([...columnOf.keys()].map((key) => [key, readTitle(written(key)).hint]))
  const signature = [...columnOf.values()].map((index) => [index, readTitle(cells[index]).name] as const)
  return {
    headerRow,
    columnOf,
    unknown,
    title: (key) => written(key) ?? columns.find((column) => column.key === key)?.names[0] ?? key,
    hint: (key) => hints.get(key) ?? null,
    repeats: (row) => signature.every(([index, name]) => readTitle(row[index]).name === name),
  }
}
