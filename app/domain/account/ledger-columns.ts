import type { KnownColumn } from '~/infra/sheet-header'

/** The template's columns in their order, then columns other ledgers have. The first name is the template's; the rest is what offices write. */
export const ledgerColumns = [
  { key: 'name', names: ['账号名称', '新媒体名称', '政务新媒体名称', '账号中文名', '账号名', '名称'] },
  { key: 'platform', names: ['平台', '注册平台', '所属平台', '开设平台', '平台名称', '平台类型', '新媒体类型', '账号类型', '账号平台'] },
  {
    key: 'platformAccountId',
    names: ['平台账号ID', '账号ID', '平台ID', '原始ID', '账号原始ID', '微信原始ID', '微信号', '账号UID', 'UID', '注册名'],
  },
  { key: 'url', names: ['账号链接', '链接', '账号网址', '网址', '链接地址', '账号地址', '主页链接', '账号主页'] },
  { key: 'unit', names: ['主办单位', '主办单位名称', '单位名称', '责任单位', '开办单位', '主体单位', '开设单位', '单位'] },
  { key: 'tier', names: ['单位层级', '层级', '单位级别', '级别', '行政层级', '行政级别'] },
  { key: 'divisionCode', names: ['行政区划代码', '区划代码', '行政区划码', '行政区划'] },
  { key: 'supervisor', names: ['主管单位', '上级主管单位', '主管部门', '上级主管部门', '上级单位'] },
  { key: 'certifiedSubject', names: ['认证主体', '认证主体名称', '认证单位', '账号主体', '认证名称'] },
  { key: 'certified', names: ['是否认证', '认证情况', '认证', '认证状态', '是否已认证'] },
  { key: 'contentClass', names: ['内容类别', '账号类别', '内容类型', '服务类型', '类别'] },
  { key: 'openedOn', names: ['开设日期', '开设时间', '开通日期', '开通时间', '注册日期', '注册时间', '开办时间'] },
  { key: 'filedOn', names: ['备案日期', '备案时间'] },
  { key: 'filingNo', names: ['备案编号', '备案号'] },
  { key: 'leader', names: ['分管负责人', '分管领导', '负责人'] },
  { key: 'contactName', names: ['联系人', '联系人姓名', '管理员', '责任编辑'] },
  { key: 'contactPhone', names: ['联系电话', '联系方式', '电话', '手机', '手机号', '联系人电话'] },
  { key: 'followers', names: ['粉丝数', '粉丝量', '粉丝数量', '关注人数', '关注数', '订阅数', '粉丝'] },
  { key: 'feed', names: ['采集地址', '采集链接', '订阅地址', 'RSS地址', 'RSS'] },
  { key: 'field', names: ['涉及领域', '领域', '所属领域'] },
  { key: 'uscc', names: ['统一社会信用代码', '社会信用代码', '信用代码'] },
] as const satisfies readonly KnownColumn[]

export type LedgerColumn = (typeof ledgerColumns)[number]['key']

/** Without these a row cannot be understood. */
export const requiredColumns = ['name', 'platform', 'unit'] as const satisfies readonly LedgerColumn[]

/** The columns of the template, in its order. */
export const templateColumns = ledgerColumns.filter((column) => column.key !== 'field' && column.key !== 'uscc')

/** Columns that ledgers have and the registry does not keep; nothing is said about them. */
export const silentlyIgnored = /^(序号|编号|单位地址|地址|备注|说明)$/
