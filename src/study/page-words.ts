/** What stands on the pages of a meeting, and what is said about them. */
export const pageWords = {
  number: '序号',
  name: '姓名',
  signature: '签名',
  present: '实到：　　　人　　请假：　　　人　　记录人（签名）：',
  print: '打印：在浏览器菜单里选“打印”。',
  say: (code: string | undefined) => (code === undefined ? '签到' : `签到 ${code}`),
  how: '到了请在群里说：',
  camera: '也可以扫一扫，把扫出的字发到群里',
  count: (present: number) => `已签到 ${present} 人`,
  over: (expected: number, present: number) => `签到结束　应到 ${expected}　实到 ${present}`,
  notYet: (when: string) => `${when} 开始签到`,
  link: {
    signing: (title: string, link: string) => `${title}的签到表：\n${link}\n打开后可以打印`,
    wall: (title: string, link: string) => `${title}的大屏：\n${link}\n请在会场的屏幕上打开`,
    record: (title: string, link: string) => `${title}的会议记录：\n${link}\n打开后可以打印`,
  },
  noPages: '这里打不开网页。\n请在电脑上导出后打印',
  helpSigning: '签到表　会前打印给大家签名',
} as const
