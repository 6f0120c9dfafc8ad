import type { Clause } from '../kernel/chat/clauses.ts'
import { NONE, hasKind, type Found, type Scene } from '../kernel/chat/scene.ts'

const AFFILIATION =
  /^(?:我的?)?关系(?:请|麻烦|帮我|给我|想|要)*(?:办|落|弄|挪)到|关系(?:还|现在|一直)?(?:挂|放|落|留)在|(?:党|党员)?组织关系|(?:党组织|党员|党|党的)关系(?!好|不)|党籍关系|党员档案|关系(?:想|要|可以|能)?(?:转|迁)|(?:转|迁)(?:组织|党|党员|一下)?关系|组织(?:想|要|能)?转(?:到|过)/
const MOVE = /弄到|弄过|搞到|带过|跟过去|转|迁|挪|接|落|办|移|过来|过去/
const WISH = /想|要|希望|打算|准备|申请|需要|能不能|能否|可不可以|可以|可否|帮我|麻烦|给我|请|求|得不得|行不行|该|得/
const OWN_FACT = /长住|常住|住在?|毕业|我|俺|咱|额|这边|这里|那边|买房|户口|定居|结婚|嫁|落户|几年|常年|长期|不回/
const GENERAL =
  /^(?:请问)?(?:党员|党|组织|转|办|党组织|迁).{0,8}(?:咋|怎么|如何|啷个|怎样|要(?:什么|啥|哪些)|什么(?:手续|流程|材料|条件)|手续|流程|找谁|找哪)|(?:需要|要)(?:什么|啥|哪些)(?:手续|材料|条件)|什么(?:手续|流程)/
const DONE = /转(?:好|过|完|走|来|出|入|成)(?:了|完)|已(?:经)?转|办好了|转了/

/** The sender wants his affiliation moved; how it is done in general is another question. */
export function hearTransfer(clause: Clause, scene: Scene): Found {
  const { text, mood } = clause
  const whole = scene.text
  if (!/[关组]/.test(whole) || /关系户|拉关系|搞关系/.test(whole)) return undefined
  const named =
    AFFILIATION.test(text) ||
    (AFFILIATION.test(whole) && MOVE.test(text)) ||
    (/关系/.test(whole) && /支部|组织|党/.test(whole) && MOVE.test(text))
  if (!named) return undefined
  if (
    /^(?:他|她|老.(?!家)|小.)|^(?:我)?(?:儿子|女儿|儿媳|媳妇|老公|老婆)|别人|人家|听说/.test(text) ||
    hasKind(scene, 'crowd', 'advert', 'hearsay')
  )
    return NONE
  if (!MOVE.test(text) && !/介绍信/.test(text)) return undefined
  if (/不(?:想|要|转|用|打算)|没/.test(text.replace(/能不能|可不可以|要不要/g, '')) && !/还没转|没转/.test(text)) return NONE
  if (/介绍信/.test(text) && mood.asked) return { intent: 'how_to' }
  const own = OWN_FACT.test(whole)
  if (GENERAL.test(text) && !(own && /想|我要|帮我|打算/.test(whole))) return { intent: 'how_to' }
  if (DONE.test(text) && !WISH.test(text)) return NONE
  if (/^(?:办|转|迁|帮|要|请)/.test(text) && !mood.asked) return { intent: 'transfer_wish' }
  if (WISH.test(whole) && (own || !mood.asked)) return { intent: 'transfer_wish' }
  if (mood.asked) return own ? { intent: 'transfer_wish' } : { intent: 'how_to' }
  return own ? { intent: 'transfer_wish' } : NONE
}
