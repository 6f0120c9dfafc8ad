/** What a name may not stand beside in a group (CHAT §1.3): not paid, not there, not read, not to be found, disciplined. */
const BAD_STATE =
  /(?:未|没有?)(?:按时|按期|及时|足额)?(?:交(?!接|流|叉|通|代|界|际)|缴|签收|签到|签(?!订|署|约|字)|到会|到场|到课|到(?!期|位|达|时|账|货)|来(?!得及)|参加|参会|收到|读|阅|看(?!懂|清|见|到)|回(?!款|收|家|来)|答复|确认|反馈|报到|联系上|联系到|归队|还|说明)|欠(?:交|缴|费|党费|着|了)|拖欠|缺席|缺勤|缺课|旷会|旷课|无故|失联|失去联系|联系不上|联系不到|下落不明|拒不?[交缴]|逾期|还差|差\d+个月|评议?不合格|不合格党员|不合格等次|受(?:到|过)?(?:党纪|政务)?处分|给予.{0,8}处分|警告处分|严重警告|留党察看|开除|除名|自行脱党|停止党籍|限期改正|立案|被查处|通报批评|点名批评|倒数第|排名最后|垫底/g

/** 如未收到, 凡缺席的: about whoever it may concern. */
const CONDITIONAL = /(?:如果?|若|假如|凡是?|避免|防止|杜绝|不得|不要|请勿|严禁|禁止|别|以免|以防|不能)[^，,]{0,6}$/
/** 未签到的同志请补签: an instruction to people who are not named. */
const ADDRESSED =
  /^(?:学习|材料|资料|通知|党费|会费|会议|活动|情况|人员?){0,2}(?:的|者|人员|同志|党员)(?:党员|同志|人员|人|群众|农户|村民|户|朋友|各位|学员|们){0,3}[，,]?(?:请|要|应|需|可|须|尽快|抓紧|及时|自行|联系|找|于|在|将|由|按)/
/** 请王桂芳联系缺席的同志, 联系人：王桂芳: the name is of the one who helps. */
const HELPS_AFTER = /^[^。！？!?;；\n]{0,6}?(?:联系(?!不)|通知|提醒|告诉|转告|帮|组织|带领|负责|汇总|统计|主持|主讲|讲课|授课)/
const HELPS_BEFORE = /(?:联系人|负责人|主持人?|主讲人?|授课人?|记录人?|收款人|经办人|值班人?)[:：]?$/
/** 名单如下 and 以上同志 carry the bad state to the lines after and before. */
const HEADING = /名单|如下|以下|[:：]$/
const POINTS_BACK = /以上|上述|前面/
/** A line of hardly more than names belongs to the line before or after it: so many other characters at most, or three a name. */
const OTHER_CHARACTERS = 8
const CLAUSE_LENGTH = 40

/** The names that stand in a bad light in a tight text, given the known names that occur in it. */
export function namesInBadLight(tight: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  const lines = tight.split('\n')
  const nameLines = lines.map((line) => line.trim() === '' || isNameLine(line, names))
  const near: string[] = []
  lines.forEach((line, at) => {
    const sentences = line.split(/(?<=[。！？!?;；])/)
    sentences.forEach((sentence, place) => {
      const reach = reachOf(sentence, names)
      if (reach !== 'nothing') near.push(sentence)
      if (reach === 'after') near.push(...sentences.slice(place, place + 2), ...stretch(lines, nameLines, at, 1))
      if (reach === 'before') near.push(...sentences.slice(Math.max(0, place - 1), place), ...stretch(lines, nameLines, at, -1))
      if (reach === 'sentence') near.push(...[at - 1, at + 1].flatMap((beside) => (nameLines[beside] ? (lines[beside] ?? []) : [])))
    })
  })
  const said = [...new Set(near)].join('\n')
  return names.filter((name) => isBlamed(said, name))
}

/** How far a bad state carries: to its sentence (and a bare line of names beside it), or to all names after or before. */
function reachOf(sentence: string, names: readonly string[]): 'nothing' | 'sentence' | 'after' | 'before' {
  for (const found of sentence.matchAll(BAD_STATE)) {
    if (isGeneral(sentence, found, names)) continue
    if (POINTS_BACK.test(sentence)) return 'before'
    return HEADING.test(sentence.trim()) ? 'after' : 'sentence'
  }
  return 'nothing'
}

function isGeneral(sentence: string, found: RegExpExecArray, names: readonly string[]): boolean {
  const before = sentence.slice(Math.max(0, found.index - CLAUSE_LENGTH), found.index)
  const clause = before.slice(Math.max(before.lastIndexOf('，'), before.lastIndexOf(','), before.lastIndexOf(':')) + 1)
  if (names.some((name) => isBlamed(clause, name))) return false
  const after = sentence.slice(found.index + found[0].length, found.index + found[0].length + CLAUSE_LENGTH)
  return CONDITIONAL.test(clause) || ADDRESSED.test(after)
}

/** The lines of names that follow a line, or stand before it. */
function stretch(lines: readonly string[], nameLines: readonly boolean[], from: number, step: 1 | -1): readonly string[] {
  let at = from + step
  while (nameLines[at]) at += step
  return step === 1 ? lines.slice(from + 1, at) : lines.slice(at + 1, from)
}

function isNameLine(line: string, names: readonly string[]): boolean {
  const here = names.filter((name) => line.includes(name))
  const rest = here.reduce((left, name) => left.replaceAll(name, ''), line)
  const others = rest.replace(/[^\p{Script=Han}]/gu, '').length
  return here.length > 0 && others <= Math.max(OTHER_CHARACTERS, here.length * 3) && !/[。！？!?]/.test(rest)
}

/** True when a name occurs at least once otherwise than as a helper. */
function isBlamed(text: string, name: string): boolean {
  let at = text.indexOf(name)
  while (at !== -1) {
    const end = at + name.length
    if (!HELPS_AFTER.test(text.slice(end, end + CLAUSE_LENGTH)) && !HELPS_BEFORE.test(text.slice(Math.max(0, at - 5), at))) return true
    at = text.indexOf(name, end)
  }
  return false
}
