export const signIn = {
  title: '登录',
  username: '用户名',
  password: '密码',
  submit: '登录',
  failed: '用户名或密码不对。请重新输入；忘记密码时请联系系统管理员。',
  noAccount: '还没有用户名？请打开管理员发给您的一次性链接。',
  toReturn: '请先登录，登录后回到刚才的页面。15 分钟没有操作会自动退出。',
}

export const link = {
  title: '首次登录',
  demoTitle: '进入演示',
  greeting: '{name}，您好。',
  explain: '请设置您的用户名和密码。设置后这个链接就失效，以后用用户名和密码登录。',
  demoExplain: '这是演示人员，不需要密码。链接只能用一次。',
  username: '用户名',
  usernameHint: '2 至 40 个字，可以用中文。',
  password: '密码',
  passwordHint: '至少 12 位，不能含有用户名。几个不相干的词连起来既好记又安全。',
  repeat: '再输入一次密码',
  submit: '设置并登录',
  demoSubmit: '进入',
  closedTitle: '链接不能用了',
  closed: '这个链接已经用过、已过期或不完整。请向发给您链接的人再要一个；已设置过密码的，请直接登录。',
  toSignIn: '去登录',
}

export const resume = {
  title: '继续提交',
  explain: '刚才提交时登录已经过期，您填写的内容没有丢：',
  send: '提交',
  files: '附件需要重新选择；密码和验证码不会保留。',
  leave: '不提交，回到原来的页面',
}
