import { actLabels } from '~/domain/filing/chain'
import { kindLabels, stateLabels } from '~/domain/filing/filing'
import { remarkLabels } from '~/domain/filing/naming'
import { filingActs } from './filing-acts'
import { filingForm } from './filing-form'
import { filingPage } from './filing-page'

/** Filing: the words of the field, the list, and what the other parts say. */
export const filing = {
  title: '备案办理',
  begin: '办理备案',
  kinds: kindLabels,
  kindTitles: {
    open: '开设政务新媒体',
    change: '变更登记信息',
    shutdown: '关停账号',
    cancel: '注销账号',
    merge: '合并账号',
  },
  states: stateLabels,
  acts: actLabels,
  queues: { mine: '待我处理', open: '办理中', overdue: '逾期', upward: '待上报', draft: '草稿', all: '全部' },
  queuesLabel: '按办理进度',
  list: {
    caption: '备案一览',
    hint: {
      reporter: '您要补正、开设、公告的排在“待我处理”里。',
      unitLeader: '填报员送来请您签发的，排在“待我处理”里。',
      registrar: '轮到本办公室审核、确认的，排在“待我处理”里；到期早的在前。',
      reader: '本级及下级单位的备案办理情况。',
    },
    found: '符合条件的备案 {count, number} 件',
    columns: {
      number: '受理号',
      kind: '事项',
      unit: '申请单位',
      account: '平台 · 账号',
      state: '状态',
      turn: '轮到谁',
      due: '期限',
      submitted: '提交时间',
    },
    noNumber: '未提交',
    unnamed: '（未填名称）',
    noPlatform: '（未选平台）',
    assignee: '经办 {name}',
    noDue: '—',
    guessed: '标“估”的期限跨入放假安排尚未公布或未录入的年份，按普通工作日估算。',
    emptyTitle: { mine: '没有等您处理的备案', other: '没有符合条件的备案' },
    emptyHint: { mine: '轮到您时会排在这里。办理进度请看“办理中”。', other: '放宽条件，或换一个列表看看。' },
  },
  filters: {
    search: '查找',
    searchHint: '受理号、单位、账号名称',
    kind: '事项',
    state: '状态',
    unit: '地区',
    chosenUnit: '所选单位',
    sort: '排序',
    sorts: { due: '到期早的在前', submitted: '新提交的在前' },
    all: '全部',
    find: '查找',
    clear: '清除条件',
    more: '更多条件',
  },
  due: {
    left: '还有 {days} 天',
    today: '今天到期',
    over: '逾期 {days} 天',
    guess: '估',
    provisional: '该年放假安排尚未正式公布，按普通工作日估算。',
    missing: '该年放假安排还没有录入，按普通工作日估算。',
  },
  /** Whose turn it is where no office's is. */
  turn: {
    draft: '{unit}填报',
    ready: '{unit}负责人签发',
    returned: '{unit}补正',
    open: '{unit}在平台开设账号并报告',
    ending: '{unit}向社会公告',
    cancel: '{unit}注销账号并上传证明',
    change: '{unit}公告并上传证明',
    evidence: '{unit}重新报送开设材料',
    opened: '{office}确认登记',
    announcing: '{unit}归档内容；公告期满后由{office}办结',
    announced: '公告期已满，由{office}办结',
    office: '{office}{act}',
    over: '已结束',
  },
  tasks: {
    label: '备案任务',
    mine: '待我处理的备案 {count, number} 件',
    overdue: '逾期 {count, number} 件',
    none: '没有等您处理的备案',
  },
  remarks: remarkLabels,
  account: {
    title: '办理备案',
    hint: '变更、关停、注销、合并都要备案。',
  },
  ...filingForm,
  ...filingPage,
  ...filingActs,
}
