import type { Normal } from './normalise.ts'

/** To whom it is said and how it begins: 书记，… 那个，… 你好，… A mark or a space must follow. */
const HEAD =
  /^(?:(?:哎呀?|唉|诶|欸|喂+|嗨|嘿|呃|额|那个啥?|这个|那啥|就是|你好|您好|大家好|各位好|早上好|上午好|中午好|下午好|晚上好|早|书记(?:好|您好|你好)?|支书|村支书|老书记|会计|主任|组长|领导|同志们好?|各位(?:同志|领导|党员)?|报告(?:书记|组织)?|不好意思|打扰(?:了|一下)?|辛苦了?|(?<![好的收到行嗯])[\u4e00-\u9fff](?<![的到])(?:书记|会计|主任)(?:好|您好)?)[,，、:：。!！~\s]+)+/
/** An exclamation glued to what follows: 哎呀我忘了签到. */
const GLUED = /^(?:哎呀妈呀|哎呀呀?|哎哟喂?|唉呀|哎哟|喂喂喂?|嗨呀|嘿嘿?|哎|唉|诶|欸|呃|啊哈)(?=[\u4e00-\u9fff]{2})(?!哟|呀)/
/** Thanks and greetings at the end, and closing particles. */
const TAIL =
  /[,，。!！~\s]+(?:(?:谢谢|多谢|感谢|谢了|辛苦了?|麻烦(?:了|你了|您了)?|拜托了?)(?:您|你|书记|会计|大家|各位|了|啦|哈|啊|哦)*)[。.!！~]*$/
const PARTICLES = /(?<=[\u4e00-\u9fffA-Za-z\d.、])(?<![哈啊哦呀哟好行得一])[哈哦噢啊呀哟喔嗷嘛]{1,2}[。.!！~]*$/

/** Takes away what stands around a message and changes nothing in it. Both texts keep the same length. */
export function dropOrnaments(normal: Normal): Normal {
  const greeted = HEAD.exec(normal.text)?.[0].length ?? 0
  const head = greeted + (GLUED.exec(normal.text.slice(greeted))?.[0].length ?? 0)
  const tail = TAIL.exec(normal.text)?.index ?? normal.text.length
  if (tail <= head) return normal
  const end = PARTICLES.exec(normal.text.slice(0, tail))?.index ?? tail
  const last = end > head ? end : tail
  if (last - head === 0) return normal
  return head === 0 && last === normal.text.length ? normal : { typed: normal.typed.slice(head, last), text: normal.text.slice(head, last) }
}
