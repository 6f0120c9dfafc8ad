import type { Finding } from './finding.ts'

/** Health, disability, marriage and births: nobody's business in a group (DOMAIN §6.2), whoever is meant. */
const PRIVATE_WORDS =
  /[艾爱]滋|HIV|精神(?:病|障碍|残疾|分裂|失常|异常|疾病)|残疾(?:等级|证号)|[一二三四]级残疾|怀孕|怀了孕|流产|堕胎|做[了过]?人流|人流手术|引产(?![业品能])|结扎|上了环|上环手术|不孕|离婚|离异|婚变|再婚|未婚先孕|计划外生育|超生(?!产)|非婚生|癌|恶性肿瘤|白血病|尿毒症|抑郁|乙肝|梅毒|(?<![慢急染发硬遗])性病|肺结核|瘫痪|截瘫|痴呆|癫痫|吸毒|戒毒|化疗|透析|确诊/gi

/** Words of every day that are somebody's private matter only beside a name: 王桂芳住院. */
const PRIVATE_BESIDE_A_NAME =
  /住院|手术|生病|患病|得病|病重|病危|残疾|结婚|生育|生孩子|生二胎|生三胎|坐月子|中风|低保户|贫困户|困难户|特困/g

/** What the authorities announce under these words is for everybody: a screening, a day, a law. */
const PUBLIC_PHRASES =
  /两癌|癌症?(?:早期?)?(?:筛查|防治|预防|普查|早诊)|(?:宫颈|乳腺|肝|胃|肺|肠|食管)癌(?:筛查|疫苗|防治|普查)|(?:防|抗|预防|防治)癌|[艾爱]滋病(?:日|防治|宣传|预防|知识)|(?:预防|防治|防范|世界)[艾爱]滋病?日?|精神(?:病|障碍|疾病)(?:防治|预防|知识|宣传)|精神卫生|(?:免费)?乙肝疫苗|(?:防治|预防)(?:乙肝|肺结核)|肺结核(?:防治|预防|筛查|知识|病防治)|(?:世界)?防治结核|老年痴呆(?:筛查|预防|知识)|抑郁(?:症)?(?:筛查|预防|知识)|(?:拒绝|远离|禁止)吸毒|戒毒(?:条例|宣传)|(?:艾滋|性)病综合防治/g

const CLAUSE = /[^。！？!?;\n,，；]+/g
const MOST_TOLD = 3

/** Finds private matters in a tight text. `names` are those of known people that occur in it. */
export function findHealth(tight: string, names: readonly string[]): readonly Finding[] {
  const announced = tight.replace(PUBLIC_PHRASES, ' ')
  const words = new Set([...announced.matchAll(PRIVATE_WORDS)].map((found) => found[0]))
  if (names.length > 0) {
    for (const [clause] of announced.matchAll(CLAUSE)) {
      if (names.some((name) => clause.includes(name))) for (const [word] of clause.matchAll(PRIVATE_BESIDE_A_NAME)) words.add(word)
    }
  }
  return [...words].slice(0, MOST_TOLD).map((excerpt) => ({ what: 'health', excerpt }))
}
