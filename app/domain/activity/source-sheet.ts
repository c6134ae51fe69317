import { type PlainCell, type Reading, readPlatformId, readText, readYesNo } from '~/domain/account/cell'
import { isBridge } from '~/domain/account/feed-address'
import type { LedgerProblem } from '~/domain/account/ledger-report'
import type { PlatformIndex } from '~/domain/account/platform'
import { findHeader } from '~/infra/sheet-header'
import { kindFacts, type SourceField } from './kind'
import {
  columnsMissing,
  headerMissing,
  type OpenRow,
  openRow,
  type Reader,
  type ReadSheet,
  readLink,
  readRows,
  type SheetRow,
  text,
} from './sheet-row'
import { readWhose, type Whose } from './sheet-whose'
import { lackingColumns, readKind, type SheetKind, type SourceColumn, sourceColumns } from './source-columns'

/** A source as a row asks for it; what its kind has no use for is null. */
export interface SourceRow extends Whose {
  kind: SheetKind
  url: string | null
  /** The address is the unit's own list, and no bridge. */
  own: boolean
  /** An authorisation that is kept, by its name. */
  credential: string | null
  uid: string | null
}

export type SourceSheet = ReadSheet<SourceRow, SourceColumn>

/** Reads the cells of a sheet of sources. A sheet without a usable header is answered with the problem. */
export function readSourceSheet(rows: readonly SheetRow[], platforms: PlatformIndex, now: Date): SourceSheet | LedgerProblem {
  const header = findHeader(rows, sourceColumns)
  if (!header) return headerMissing('平台、账号名称、主办单位、采集方式、采集地址')
  const missing = lackingColumns((key) => header.columnOf.has(key))
  if (missing.length > 0) return columnsMissing(header, missing)
  const reader: Reader = { header, platforms, now, problems: [], notes: [] }
  return readRows<SourceRow, SourceColumn>(reader, rows, (row) => readSource(reader, row))
}

function readSource(reader: Reader, sheetRow: SheetRow): SourceRow {
  const open = openRow<SourceColumn>(reader, sheetRow)
  const account = readWhose(reader, open)
  const kind = open.required('kind', readKind)
  const settings = kind === null ? nothing : readSettings(reader, open, kind)
  return { row: sheetRow.row, broken: open.isBroken(), ...account, kind: kind ?? 'FEED', ...settings }
}

type Settings = Pick<SourceRow, 'url' | 'own' | 'credential' | 'uid'>
const nothing: Settings = { url: null, own: false, credential: null, uid: null }

function readSettings(reader: Reader, open: OpenRow<SourceColumn>, kind: SheetKind): Settings {
  const { label, address, credential, config, capability } = kindFacts[kind]
  const unused = (key: SourceColumn) => open.note(key, 'cell.unused', `“${label}”用不到“${reader.header.title(key)}”，这一格没有采用。`)
  const where = <T>(wanted: boolean, key: SourceColumn, read: (cell: PlainCell) => Reading<T>): T | null => {
    if (wanted) return open.required(key, read)
    if (open.get(key, written) !== null) unused(key)
    return null
  }
  const url = where(address, 'url', readLink)
  const ticked = open.get('own', readYesNo) === true
  if (ticked && capability.posts !== 'own') unused('own')
  const bridged = ticked && url !== null && isBridge(url)
  if (bridged) open.note('own', 'source.bridge', '采集地址属于转换或聚合服务，可能漏掉发文，不作为停更的依据；“单位自有列表”按“否”登记。')
  return {
    ...{ url, own: ticked && capability.posts === 'own' && !bridged },
    credential: where(credential, 'credential', text(60)),
    uid: where(config.some(isUid), 'uid', readUid),
  }
}

const isUid = ({ name }: SourceField) => name === 'uid'
const written = (cell: PlainCell): Reading<string> => ({ value: readText(cell) })

function readUid(cell: PlainCell): Reading<string> {
  const read = readPlatformId(cell)
  if (!('value' in read) || read.value === null || /^\d{1,20}$/.test(read.value)) return read
  return { code: 'uid.invalid', message: `微博UID“${read.value.slice(0, 30)}”不是数字编号，请填写账号主页地址中的数字。` }
}
