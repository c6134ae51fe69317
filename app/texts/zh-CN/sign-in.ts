export const signIn = {
  title: '登录',
  username: '用户名',
  password: '密码',
  submit: '登录',
  failed: '用户名或密码不对。请重新输入；忘记密码时请联系系统管理员。',
  noAccount: '还没有用户名？请打开管理员发给您的一次性链接。',
  endedByTries: '连续 5 次不对，已退出登录。请稍后重新登录；忘记密码或换了手机时请联系系统管理员。',
  toReturn: '请先登录，登录后回到刚才的页面。15 分钟没有操作会自动退出。',
  privacy: '个人信息保护说明',
}

export const link = {
  title: '首次登录',
  renewTitle: '重新设置密码',
  renewExplain: '请为用户名“{username}”设置新密码。设置后，您在其他地方的登录都会退出。',
  renewSecondFactor: '您设置过动态验证码的，下一步仍须输入验证码。',
  demoElsewhere: '演示人员只能在本机（localhost）进入。这里是正式系统，请向系统管理员要您自己的登录链接。',
  demoTitle: '进入演示',
  greeting: '{name}，您好。',
  explain: '请设置您的用户名和密码。设置后这个链接就失效，以后用用户名和密码登录。',
  demoExplain: '这是演示人员，不需要密码。链接只能用一次。',
  username: '用户名',
  usernameHint: '2 至 40 个字，可以用中文。',
  password: '密码',
  repeat: '再输入一次密码',
  submit: '设置并登录',
  demoSubmit: '进入',
  closedTitle: '链接不能用了',
  closed: '这个链接已经用过、已过期或不完整。请向发给您链接的人再要一个；已设置过密码的，请直接登录。',
  toSignIn: '去登录',
}

export const secondFactor = {
  title: '输入动态验证码',
  explain: '请打开手机上的身份验证器，输入“账本”现在显示的 6 位数字。',
  code: '动态验证码',
  submit: '确定',
  lost: '换了手机或找不到验证器？请联系安全管理员重置。',
  serverTime: '服务器现在是北京时间 {time}。手机时间相差超过半分钟时，验证码会不对。',
  signOut: '退出登录',
}

export const enrol = {
  title: '设置动态验证码',
  required: '您的角色须使用动态验证码登录：除密码外，再输入手机上每半分钟更换一次的 6 位数字。只需设置一次。',
  optional: '设置后，登录时除密码外还要输入手机上每半分钟更换一次的 6 位数字，别人拿到密码也进不来。',
  again: '您在 {day} 设置过。换手机时在这里重新设置，旧手机上的就不能再用。',
  stepApp: '在手机上准备一个身份验证器：微信小程序“腾讯身份验证器”，或者 Microsoft Authenticator、Google Authenticator。手机不需要联网。',
  stepScan: '用它扫描下面的图，或手工输入密钥（类型选“基于时间”）。',
  stepCode: '输入它显示的 6 位数字。',
  picture: '含有密钥的二维码',
  key: '密钥',
  code: '手机上现在显示的 6 位数字',
  current: '原来那部手机上的 6 位数字',
  submit: '完成设置',
  serverTime: '服务器现在是北京时间 {time}。手机时间相差超过半分钟时，验证码会不对。',
  signOut: '退出登录',
  back: '返回我的账户',
}

export const password = {
  title: '修改密码',
  expired: '您的密码已到期，修改后才能继续。',
  explain: '修改后，您在其他地方的登录都会退出。',
  current: '现在的密码',
  password: '新密码',
  repeat: '再输入一次新密码',
  submit: '修改密码',
  signOut: '退出登录',
  back: '返回我的账户',
  rules: {
    title: '密码要求',
    length: '至少 {min} 位，最长 200 位。可以用空格和汉字；几个不相干的词连起来，既好记又安全。',
    classes: '大写字母、小写字母、数字、其他符号四类中至少有 {count} 类；汉字算其他符号。',
    username: '不能含有用户名里连续 {size} 个以上的字。',
    guessed: '不能是常见密码，也不能只是系统名、单位名、用户名加上数字或年份。',
    history: '不能与最近 {count} 次用过的相同。',
    change: '每 {days} 天要换一次。',
  },
}

export const resume = {
  title: '继续提交',
  explain: '刚才提交时登录已经过期，您填写的内容没有丢：',
  send: '提交',
  files: '附件需要重新选择；密码和验证码不会保留。',
  leave: '不提交，回到原来的页面',
}
