import type { Clause } from '../kernel/chat/clauses.ts'
import type { Hears } from '../kernel/chat/hears.ts'
import { NONE, hasKind, isOpen, isPrivate, type Found, type Scene } from '../kernel/chat/scene.ts'
import { saysLeaving } from './leaving-grammar.ts'
import { hearPhone } from './hears-phone.ts'
import { hearTransfer } from './hears-transfer.ts'
import { hearWellWholly, hearWell } from './hears-well.ts'
import { placesIn, standsAtPlace } from './hears-place.ts'
import { PLACE_WORDS } from './hears-words.ts'

const STILL = /(?:还|仍|依旧|依然|照样|一直|老|也还)(?:是)?(?:在|搁|喺)/
const VISIT =
  /(?:几|两|三|四|五|一|\d{1,2})(?:天|日)|(?:就|又|再|还要?|还得|马上)走|看看|办(?:点|个)?(?:事|证)|过(?:完)?(?:节|年|中秋|国庆|清明)(?:就|再|回)|短|探亲|住(?:几|两|三)|待(?:几|两|三)|休假|放假回|请假回|吃酒|参加婚礼|奔丧|看(?:爸|妈|爹|娘|老人|孩子|娃|父|母)/
const RETURNED =
  /(?:搬|转|挪|撤)回(?:来|到)?(?:村里?|老家|老屋|家里?|屋里?|乡下|本村|本地)(?:了|住)|(?:人)?已经?(?:回|在|到)(?:村|家|屋|老家)(?:里|上|头)?(?=$|[了,，。])|回来(?:家里|家|屋里|村里|村|老家)(?:了|$)|到(?:屋|家)(?:里|头)?了|辞(?:了)?工.{0,4}回(?:来|家|村)|已(?:经)?(?:返乡|回村|回家|回乡|回老家)|拢屋(?:了)?|归屋了|倒转来了|返(?:到|回)?(?:屋企|屋|来|嚟|家|乡下|村|老家)(?:了|啦|咯|喇)|(?:回|转)(?:屋|家|村|来)(?:了)?(?:带|种|住|养|照)|(?:回来|回家|回村|返乡|回老家|回到家|到家|到老家|回到村|回屋|转屋|归屋|回乡)(?:里|头)?(?:了|啦|咯|哒|喽|嘞|咧|噶)|(?:在|搁|喺|待在|呆在)(?:家|屋|老家|村里|村头|屋里|屋头|家里|屋企|村上|本地)(?:里|头)?(?:了|呢|哩|嘞|的|$|种|待|带|住|帮|休|做|务农|干|照|歇|创)|不(?:出去|去|走|打工|回(?=外面|外头|厂|广东|浙江|那边|去打工))(?:打工|外面|外头|广东|浙江|那边)?(?:了|啦|咯)|(?:从|打).{1,6}回(?:来|村|家)|回(?:来|村|家|老家|乡)(?:种|务农|不走|不出去|创业|发展|定居|带孙|养|开|搞|建房|盖房|做)|回来.{0,6}(?:不走|不出去|不去)/
const LEAVING =
  /(?:出门|外出)(?:去)?(?:务工|打工|做工)|(?:出去|出门|外出|到外面|去外面|出外|进城|去城里|到城里|去外地|到外地|去外省|上外头|去外头|去国外|出国|南下|跟.{1,6}去|去(?:那边|厂|工地|外))(?:.{0,8})(?:打工|务工|揾食|揾工|做活路|搞钱|找钱|上班|做工|干活|进厂|挣钱|做事|做生意|找活|找事|工作|搞副业|讨生活|做活|揽活|做木工|做泥工|开店|搬砖|赚钱|跑车|谋生|闯)/
const LEAVING_TO =
  /(?:去|到|上|往|赴|回)(?:了)?.{0,10}?(?:做鞋|做衣|做灯|做木|做瓦|摘棉|采茶|带孙|带娃|定居|长住|常住|装修|装潢|电焊|保安|保姆|月嫂|跑外卖|送外卖|搬运|摆摊|当|干|做|的(?:车|火车|动车|高铁|大巴|飞机)|打工|务工|揾食|揾工|做活路|搞钱|找钱|上班|做工|干活|进厂|挣钱|做事|做生意|找活|找事|工作|搞副业|做活|开店|赚钱|跑车|谋生|工地|厂里|厂)/
const DEPART =
  /(?:出去了|出门了|要|准备|打算|马上|明天|后天|今天|今晚|今早|下周|下个?月|月底|年后|过完年|过了年|下(?:个)?(?:礼拜|星期|周)|初[一-十]|正月|开春|就|快|得|将|动身|出发|启程|车票|买好票|坐.{1,3}车|刚|这就|过(?:两|几|三|一)?(?:天|段|阵|周|个)|再过|明早|晚上|过了|下月|上了?(?:车|火车)|坐|正在|车上|出发|动身|启程|节后|收完|忙完|卖完|\d{1,2}号|\d{1,2}月)/
const MOVED = /(?:搬|换|转|挪|调|迁|去|来|到)(?:到|去|来|至|往)?(?:了)?|现在|目前|如今|这会|而今|新|住|刚到|刚来/
const WORKING = /上班|打工|务工|做工|干活|工作|进厂|做事|做生意|开店|厂|工地|公司|跑|送|装修|租|住|落脚|安顿|带孙|带娃|安家|电子|制衣/
const LATELY_MOVED = /现居|搬|换(?:了)?(?:个|地方|厂|城市|工作|到)|转到|挪到|调到|迁到|改在|改到|不在.{1,8}了|离开|跳槽/
const TO_BRANCH = /书记|报告|汇报|报备|登记|支部|组织|联系人|主任|备案|记一下|更新/
const OTHER_SUBJECT = /^(?:他|她|人家|别人|儿子|女儿|我?(?:儿|女|爸|妈|娃|孙|哥|弟|姐|妹|老公|老婆|媳妇|老伴|孩子|闺女|叔|伯|舅|姑))/

/** 弟弟到苏州了，进了电子厂: without a subject of its own a clause is about the person of the one before. */
function isOfAnother(clause: Clause, scene: Scene): boolean {
  if (hasKind(clause, 'self', 'we')) return false
  const before = scene.clauses[scene.clauses.indexOf(clause) - 1]
  return before !== undefined && !hasKind(before, 'self', 'we', 'polite', 'officer') && !isOwn(before)
}

const VERB = /在|搁|喺|到|去|来|搬|换|住|回|返|还|没|好|平安|上班|打工|出/

/** The subject of a clause is the sender: no other person stands before its verb. */
function isOwn(clause: Clause, scene?: Scene): boolean {
  if (scene && isOfAnother(clause, scene)) return false
  if (/关系(?:还|都|仍)?在|户口|档案/.test(clause.text) || OTHER_SUBJECT.test(clause.text)) return false
  const at = VERB.exec(clause.text)?.index ?? clause.text.length
  let length = 0
  let before = ''
  let beforeKind: string = ''
  for (const token of clause.tokens) {
    if (length >= at) return true
    length += token.text.length
    const accompanied = /^(?:跟|和|与|同|随|带|带着|领着|着)/.test(before) || ['relation', 'name'].includes(beforeKind)
    if (token.kind !== 'self') before = token.text
    beforeKind = accompanied ? token.kind : ''
    if (!accompanied && ['other', 'relation', 'name', 'you', 'crowd'].includes(token.kind)) return false
    if (token.kind === 'officer' && clause.tokens[0] !== token) return false
  }
  return true
}

function isTalk(clause: Clause): boolean {
  const { mood } = clause
  return mood.hearsay || mood.supposed || (mood.asked && !mood.onlyMarked) || hasKind(clause, 'advert')
}

function hearReturned(clause: Clause, scene: Scene): Found {
  if (/(?:打工|回来|外地|隔壁|出去)的|退回|撤回/.test(clause.text)) return undefined
  if (/(?:要|拿|讨|追|买|捡|找|赎|借|带|接|请)回(?:来|家)/.test(clause.text)) return undefined
  if (
    /从.{0,4}(?:医院|镇上|街上|县城|学校|地里|田里|山上|娘家|外婆家|村部)|(?:赶集|赶场|买菜|看病|办事|放羊|上坟|吃酒|喝酒|走亲戚|开会|下地|(?:下|上|加|值|收|歇)(?:班|工|夜班)|放学|散步|遛弯|跑步|锻炼|出差|旅游|出门|逛街|钓鱼|干活|打牌|打麻将|串门|送货|跑车|接(?:娃|孩子)|上街|取(?:快递|药|钱)|理发|剪头发?|吃饭|喝茶|打针|拿药|洗澡)(?:刚|才|就|都|已经|我|也)?回(?:来|家)|^我?不去/.test(
      clause.text,
    ) &&
    !/不走|不出去|打工/.test(scene.text)
  )
    return undefined
  if (!RETURNED.test(clause.text) || !isOwn(clause, scene) || isTalk(clause)) return undefined
  const known = scene.utterance.migrant === true || isOpen(scene, 'contact_check')
  if (!known) return undefined
  // 不回来了 is the opposite, and a sign of life where one was asked for; 不回东莞了 says that somebody stays.
  if (/(?:不|没法|没得法|不得)(?:准备|打算|想|能|再|得)?回(?:来|家|村|老家|去过年)/.test(clause.text))
    return isOpen(scene, 'contact_check') ? { intent: 'contact_ok' } : NONE
  const own = clause.text.replace(/不(?:走|出去|去|打工|干|回)/g, '')
  if (/没|未|还不|不在/.test(own) || clause.mood.perhaps) return NONE
  if (VISIT.test(scene.text) && !/不走了|不出去了/.test(scene.text))
    return isOpen(scene, 'contact_check') && isPrivate(scene) ? { intent: 'contact_ok' } : NONE
  if (/月底|过年|明年|下个?月|明天|腊月|准备|打算|快要|等/.test(clause.text))
    return isOpen(scene, 'contact_check') ? { intent: 'contact_ok' } : NONE
  return { intent: 'migrant_returned' }
}

function hearLeaving(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  if (isOpen(scene, 'attendance') && hasKind(scene, 'leave', 'sign')) return undefined
  if (!(LEAVING.test(text) || LEAVING_TO.test(text)) || !isOwn(clause, scene) || isTalk(clause) || mood.perhaps) return undefined
  if (
    /不(?:去|出|想|打算|再)|没|想(?!着)|如果|建议|适合|回来|回村|(?:搬|换|调|转|挪|迁)(?:到|去|来)|从.{2,6}(?:到|去|来)/.test(text) ||
    hasKind(scene, 'crowd', 'advert')
  )
    return undefined
  if (isOpen(scene, 'contact_check') && /^(?:我|人)?(?:已经|刚|现在)?(?:去|到|来).{1,10}了$/.test(text) && !DEPART.test(text))
    return undefined
  const leaves = DEPART.test(scene.text) || /了[哈啊呢哦嘛]*$/.test(text)
  const self = hasKind(scene, 'self', 'we')
  const goes = LEAVING.test(text) || placesIn(scene.text, scene.tokens).length > 0
  if (
    !leaves ||
    !goes ||
    (!self && !isPrivate(scene) && !/^(?:出去了|出门了|已经|要|准备|马上|明天|后天|今天|过完年|年后|下个?月|这就|快要|打算)/.test(text))
  )
    return undefined
  if (/(?:在|搁).{1,8}(?:上班|打工)/.test(text) && !/去|出去/.test(text)) return undefined
  const place = placesIn(
    clause.text === scene.text ? scene.text : scene.text.slice(clause.start, clause.end),
    clause.tokens.map((token) => ({ ...token, start: token.start - clause.start, end: token.end - clause.start })),
  ).at(-1)
  const named = place ?? placesIn(scene.text, scene.tokens).at(-1)
  return { intent: 'migrant_leaving', ...(named && { place: named }) }
}

function clausePlace(clause: Clause, scene: Scene): string | undefined {
  const own = scene.typed.slice(clause.start, clause.end)
  const moved = clause.tokens.map((token) => ({ ...token, start: token.start - clause.start, end: token.end - clause.start }))
  return placesIn(own, moved).at(-1)
}

function hearPlace(clause: Clause, scene: Scene): Found {
  const checked = isOpen(scene, 'contact_check') && isPrivate(scene)
  const { text } = clause
  if (!isOwn(clause, scene) || isTalk(clause) || clause.mood.perhaps || /回(?:去|来|家|村)?$|没在|不在(?!.{1,8}了)/.test(text))
    return undefined
  if (!hasKind(clause, 'place') && !/[省市县区镇乡州街]/.test(text)) return undefined
  const place = clausePlace(clause, scene)
  if (place && !standsAtPlace(clause, place)) return undefined
  if (!place || STILL.test(text) || /不在.{1,8}了$/.test(text)) return undefined
  const says = /居|在|搁|喺|到|来|搬|换|转|住|去.{1,8}了|落脚|挪|调/.test(text)
  if (/(?:住|待|耍|玩|呆).{0,2}(?:几|两|三)天/.test(text) || /(?<!电话|号码?|手机)(?:也|都)?没(?:换|变|动|搬|挪)/.test(scene.text))
    return undefined
  if (!says || /想去|要去|准备去|打算去/.test(text)) return undefined
  if (checked) return { intent: 'contact_place', place }
  if (isOpen(scene, 'attendance')) return undefined
  const settled = LATELY_MOVED.test(scene.text) || (WORKING.test(scene.text) && (MOVED.test(text) || hasKind(clause, 'self')))
  const arrived =
    scene.utterance.migrant === true && /(?:到|来|去|在)/.test(text) && hasKind(scene, 'self') && /[了啦咯]$|现在|目前/.test(text)
  if (isPrivate(scene) && arrived) return { intent: 'contact_place', place }
  if (isPrivate(scene))
    return settled && (hasKind(scene, 'self', 'we') || scene.utterance.migrant === true || LATELY_MOVED.test(scene.text))
      ? { intent: 'contact_place', place }
      : undefined
  return settled && hasKind(scene, 'self') && TO_BRANCH.test(scene.text) ? { intent: 'contact_place', place } : undefined
}

function clause(heard: Clause, scene: Scene): Found {
  if (scene.toOther) return undefined
  return (
    hearPhone(heard, scene) ??
    hearTransfer(heard, scene) ??
    hearReturned(heard, scene) ??
    hearLeaving(heard, scene) ??
    hearPlace(heard, scene) ??
    hearWell(heard, scene)
  )
}

const GOES = /打工|务工|厂|上班|干活|做|挣|赚|动身|出发|启程|走|揾/

/** A whole message that says of its sender that he leaves to work elsewhere. */
function hearLeavingWholly(scene: Scene): Found {
  if (!GOES.test(scene.text)) return undefined
  if (scene.clauses.some(({ mood }) => mood.hearsay || mood.supposed || mood.perhaps || mood.asked || mood.denied)) return undefined
  if (hasKind(scene, 'phone', 'leave', 'sign', 'advert') || isOpen(scene, 'attendance')) return undefined
  if (!isPrivate(scene) && !hasKind(scene, 'self', 'we', 'officer')) return undefined
  if (!saysLeaving(scene.text, scene.tokens) || STILL.test(scene.text) || !DEPART.test(scene.text)) return undefined
  const place = placesIn(scene.typed, scene.tokens).at(-1)
  return { intent: 'migrant_leaving', ...(place && { place }) }
}

/** A whole message that is a sign of life; a word of being back for good is not. */
function line(scene: Scene): Found {
  if (scene.sent || scene.toOther) return undefined
  const leaving = hearLeavingWholly(scene)
  if (leaving) return leaving
  if (!isOpen(scene, 'contact_check') || !isPrivate(scene)) return undefined
  if (RETURNED.test(scene.text) && !VISIT.test(scene.text)) return undefined
  return hearWellWholly(scene)
}

/** What migrant members type: a sign of life, a new place or number, leaving and coming back, the wish to transfer. */
export const migrantsHears: Hears = {
  name: 'migrants',
  words: PLACE_WORDS,
  answers: { contact_check: { one: 'contact_ok', yes: 'contact_ok', receipt: 'contact_ok', here: 'contact_ok' } },
  line,
  clause,
}
