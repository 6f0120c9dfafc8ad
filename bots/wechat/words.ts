/** Every line the operator may read about this bot. */
export const lines = {
  starting: '正在连接微信网关',
  waiting: '已连上微信网关，等微信登录',
  scan: '请用专用的微信号扫码登录',
  running: '微信已登录，正在收消息',
  notStored: '消息暂时存不下，会自己接着试',
  unreachable: '连不上微信网关，会自己接着试',
  loggedOut: '微信退出了登录，要重新扫码',
  elsewhere: '微信在别处登录了，要重新扫码',
  banned: '微信号被限制了，请看手机上的提示',
  wrongToken: '微信网关不认这个令牌，请核对 WECHATY_PUPPET_SERVICE_TOKEN',
  notInstalled: (puppet: string) => `没有装 ${puppet}，请先安装，或改 WECHATY_PUPPET`,
  unusable: '微信组件启动不了，请检查 DATA_DIR 和 WECHATY_PUPPET',
  resting: (until: string) => `微信发不出去，歇到 ${until} 再试`,
  off: '微信已停用，要用请发：启用微信',
  stopped: '已停止',
}

/** Why a letter did not go, as whoever sent it may read. */
export const reasons = {
  notLoggedIn: '微信没有登录',
  resting: '微信发不出去，歇一会儿再发',
  noAnswer: '微信网关没有回话',
  unreachable: '连不上微信网关',
  unwilling: '微信暂时不收',
  refused: '微信不收这条消息',
  staleRoom: '登录换过了，群要重新绑定',
  stalePerson: '登录换过了，还没认出这个人',
  goneRoom: '机器人不在这个群里了',
  gonePerson: '对方不是好友了',
  noEdits: '微信改不了发出的消息',
  noFile: '附件取不到了',
}

/** What stands below a letter with choices: there are no buttons, so the words to answer are written out. */
export const choiceLines = {
  one: (word: string) => `回复：${word}`,
  item: (number: number, label: string) => `${number} ${label}`,
  digits: '只回数字也行',
}

/** The operator's page. */
export const pageWords = {
  title: '微信登录',
  refresh: '二维码会自己更新，扫好就可以关掉',
  open: '打开',
  asked: '点一下才打开，这个链接只能用一次',
  closed: '这个链接用过了或过期了，请到最新的一封信里打开',
  turnOn: '启用微信',
}
