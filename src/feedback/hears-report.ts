import { NONE, hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'

const REPORT = /举报|揭发|检举|告发|实名举/
const ELSEWHERE =
  /人人有责|黄赌|扫黄|奖励|大会|举报电话\d|随便|谁呀|谁啊|烧秸秆|违建|打麻将|电视|新闻|县长|省里|抖音|网上|快手|微博|他被|被人?举报|被(?:揭发|检举)|又有人|有人(?:又)?(?:去|把|在)?举报|别人|听说|举报有奖|举报奖|学校|公司|厂里|工地|小说|电影|电视剧|剧里|主播|直播|账号|微信号|这个视频|诈骗|骗子|平台|淘宝|封号|客服|游戏|举报过|店|假货|快递员|网红|外卖|举报了(?:他|她|一个|那)|老师|同学|交警|邻村|隔壁村|外地|前几年|去年|上回|以前|当年/
const CADRE = /书记|主任|村长|会计|干部|组长|支书|委员|队长|村委|领导|出纳|文书|两委|村里.{0,4}(?:人|头头)|某些人|当官/
const WRONG =
  /(?:拿|牵|搬|拉|占|分|批|给|安排|装|揣|进|归|吞|收|报|弄|划|算).{0,10}(?:自己|自家|他家|她家|他们家|亲戚|亲家|儿子|弟弟|兄弟|老婆|媳妇|侄|小舅子|口袋|腰包|兜里?|包里)|虚开|虚列|虚增|公车私用|私用公车|私收|乱收|索要|索贿|吃请|旷工|光拿(?:工资|钱)|白拿|拿干薪|挂名|顶替|冒名|包庇|上班(?:时间)?打(?:牌|麻将)|倒卖|偷(?:卖|拿|运)|揩|贿|私设|小金库|吃空饷|空饷|贪|受贿|行贿|挪用|套取|套(?:补|钱|国家)|虚报|冒领|假账|做假|造假|白条|公款|回扣|优亲厚友|关系户|收(?:礼|黑钱|好处|红包|钱不)|送礼|私分|私吞|独吞|侵占|霸占|截留|克扣|吃拿卡要|拉票|贿选|(?:不干活|不上班|不干事|没干活|没上班|不来上班).{0,8}(?:拿|领)|(?:拿|领).{0,6}(?:工资|补贴).{0,8}(?:不|没)(?:干|上|来)|吞(?:了|掉)?|黑钱|假发票|骗(?:补|取|国家|低保)|以权|谋私|打人|赌|揩油|中饱|多报(?:了)?(?:工|人|面积)|私自卖|偷卖|倒卖|卖了集体|占(?:了)?(?:集体|公家)|揣(?:进)?(?:自己|腰包)|装(?:进)?(?:自己|腰包)|大吃大喝|吃喝|乱收费|乱摊派|给自己家|给(?:他|她)?(?:亲戚|小舅子|儿子|老婆|侄)|报假|拿好处|吃国家|捞(?:钱|好处|油水)|(?:拿|用|把|挪|占).{0,8}(?:款|钱|物资|补助|指标|名额|地|砂石|水泥).{0,6}(?:给|盖|修|建|买|归|进)(?:了)?(?:自|他|她|家|腰包|亲戚)/
const COMPLAINS = /反映|反应|投诉|揭发|举报/

/** Wrongdoing by a cadre: graft, false claims, pay without work. */
export function isWrongdoing(text: string): boolean {
  return COMPLAINS.test(text) && WRONG.test(text) && CADRE.test(text)
}

/** Reports a person, or asks where to report. Talk about reporting elsewhere is nothing. */
export function hearReport(scene: Scene): Found {
  const { text } = scene
  if (!REPORT.test(text)) return undefined
  if (ELSEWHERE.test(text) || hasKind(scene, 'crowd', 'hearsay') || scene.toOther) return NONE
  if (/(?:不|别|莫|勿).{0,4}(?:举报|揭发)|没(?:有)?(?:人)?举报|别举报|莫举报|不举报/.test(text)) return NONE
  if (/[吗没]$/.test(text.replace(/[?？]+$/, '')) && !/可以|能|怎么|在哪|哪/.test(text)) return NONE
  if (/^(?:他|她|谁|哪个)/.test(text) || /举报(?:我|俺)(?!们)/.test(text)) return NONE
  if (text.length > 200) return NONE
  return { intent: 'report' }
}
