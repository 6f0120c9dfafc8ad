/** What the door to the pages says. */
export const pageWords = {
  askTitle: '打开页面',
  ask: '这个链接只给您一人，只能打开一次。',
  open: '打开',
  missingTitle: '没有这一页',
  missing: '可能地址少抄了几个字。请回到公开首页再找。',
  refusedTitle: '这个页面打不开了',
  refused: '链接只能用一次，两小时内有效。请回到聊天里再要一个。',
} as const
