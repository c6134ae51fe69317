export const sourceSheet = {
  back: '采集',
  title: '导入采集来源',
  intro: '先检查，后写入：上传后先看检查结果，确认了才会添加。已有的采集来源不会改动。',
  sheet: '采集来源表',
  sheetHint: '一行写一个账号的一个采集来源：信息源、网站栏目、移动客户端或微博。其他方式要逐个填写授权，请在采集来源页面添加。',
  templateTitle: '空白模板',
  templateHint: '附填写说明，并列出可用的采集授权名称。',
  template: '采集来源模板',
  report: {
    back: '导入采集来源',
    title: '采集来源表的检查结果',
    create: '将新增来源',
    created: '新增来源',
    known: '已有来源',
    idle: '表中的采集来源都已登记过，没有需要添加的。',
    toList: '查看采集来源',
  },
}
