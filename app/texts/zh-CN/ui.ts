export const error = {
  notFoundTitle: '没有找到',
  notFound: '这个地址没有内容：可能已被移走，或不在您的管辖范围内。',
  forbiddenTitle: '没有权限',
  forbidden: '您的角色不能查看或进行这项操作。需要时请联系备案管理员。',
  refusedTitle: '不能这样做',
  refused: '提交的内容没有被接受，请返回检查后再试。',
  brokenTitle: '系统出错',
  broken: '这次操作没有完成，问题已记录。请稍后再试；仍不行时，请把下面的编号告诉系统管理员。',
  requestId: '编号：{id}',
  home: '回到总览',
}

export const form = {
  named: '{label}：{message}',
  summary: '有 {count} 处需要修改：',
  refused: '没有提交成功',
  optional: '选填',
}

export const table = {
  older: '下一页',
  newer: '上一页',
  first: '回到第一页',
  pages: '翻页',
  unknown: '未知',
  scroll: '表格可左右滚动',
}
