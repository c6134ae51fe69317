import { nameKey } from '~/domain/account/account'
import { readPlatformId } from '~/domain/account/cell'
import type { Platform } from '~/domain/account/platform'
import type { KnownColumn } from '~/infra/sheet-header'
import { type OpenRow, type Reader, text } from './sheet-row'

/** The columns that say whose row it is. The first name is the templates'; the rest is what offices write. */
export const whoseColumns = [
  { key: 'platform', names: ['平台', '所属平台', '平台名称', '平台类型', '账号类型'] },
  { key: 'name', names: ['账号名称', '新媒体名称', '政务新媒体名称', '账号名', '名称'] },
  { key: 'platformAccountId', names: ['平台账号ID', '账号ID', '平台ID', '原始ID', '微信号', '账号UID', 'UID'] },
  { key: 'unit', names: ['主办单位', '主办单位名称', '单位名称', '责任单位', '开办单位', '单位'] },
] as const satisfies readonly KnownColumn[]

export type WhoseColumn = (typeof whoseColumns)[number]['key']

/** What of it a header lacks: one of the inner keys would do. */
export function lackingWhose(has: (key: WhoseColumn) => boolean): WhoseColumn[][] {
  const account: WhoseColumn[][] = has('name') || has('platformAccountId') ? [] : [['name', 'platformAccountId']]
  return [...(['platform', 'unit'] as const).filter((key) => !has(key)).map((key): WhoseColumn[] => [key]), ...account]
}

/** Which account a row speaks of, as written; `broken` when something in the row was refused. */
export interface Whose {
  row: number
  broken: boolean
  platform: Platform | null
  nameKey: string | null
  platformAccountId: string | null
  unitName: string
}

export function readWhose(reader: Reader, open: OpenRow<WhoseColumn>): Omit<Whose, 'row' | 'broken'> {
  const id = open.get('platformAccountId', readPlatformId)
  const name = open.get('name', text(100))
  if (id === null && name === null && !open.isBroken())
    open.problem('name', 'name.missing', '账号名称和平台账号ID都没有填写，请至少填写一项。')
  const written = open.required('platform', text(100))
  const platform = written === null ? null : reader.platforms.find(written)
  if (written !== null && !platform)
    open.problem('platform', 'platform.unknown', `平台“${written}”不在平台目录中。请核对写法，或先在平台目录中添加。`)
  return {
    platform,
    nameKey: name === null ? null : nameKey(name),
    platformAccountId: id,
    unitName: open.required('unit', text(100)) ?? '',
  }
}
