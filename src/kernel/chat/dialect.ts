/** Pairs that stand for one common word. They come before single characters. */
const PAIRS: ReadonlyMap<string, string> = new Map(
  (
    '返屋企>回家里 返到嚟>回来了 返到屋>回到家 边度>哪里 边个>哪个 边处>哪里 点解>为何 点样>怎样 几多>多少 乜嘢>什么 乜野>什么 屋企>家里 返嚟>回来 返来>回来 返去>回去 返屋>回家 返村>回村 ' +
    '返家>回家 返到>回到 返唔>回不 搞掂>搞定 搞惦>搞定 做咩>干嘛 仲未>还没 仲冇>还没 仲有>还有 仲系>还是 仲喺>还在 仲在>还在 宜家>现在 而家>现在 依家>现在 ' +
    '听日>明天 寻日>昨天 琴日>昨天 噚日>昨天 啱啱>刚刚 揾食>打工 我系>我是 唔系>不是 就系>就是 都系>都是 俾咗>给了 畀咗>给了 几好>很好 ' +
    '恁高>那高 恁大>那大 恁多>那多 恁贵>那贵 恁少>那少 恁远>那远 恁久>那久 恁长>那长 恁好>那好 弗来>不来 弗去>不去 来弗>来不 去弗>去不 走弗>走不 弄弗>弄不 赶弗>赶不 弗会>不会 弗晓>不晓 弗是>不是 弗用>不用 弗要>不要 ' +
    '嘎哈>干啥 噶哈>干啥 搁哪>在哪 搁家>在家 搁这>在这 搁那>在那 搁村>在村 搁会>在会 搁屋>在屋 搁外>在外 搁厂>在厂 搁医>在医 搁地>在地 搁路>在路'
  )
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]),
)
const SINGLES: ReadonlyMap<string, string> = new Map(
  '唔>不 嚟>来 喺>在 冇>没 咗>了 喇>了 嘅>的 佢>他 哋>们 睇>看 俾>给 畀>给 嗰>那 啲>些 恁>您 汝>你 侬>你 囖>了 唡>了'
    .split(' ')
    .map((pair) => pair.split('>') as [string, string]),
)
const ANY = /[边点几乜屋返搞做仲宜而依听寻琴噚啱揾我唔就都俾畀弗来去走弄赶嘎噶搁嚟喺冇咗喇嘅佢哋睇嗰啲恁汝侬囖唡]/
const PAIR = new RegExp([...PAIRS.keys()].join('|'), 'g')
const SINGLE = new RegExp(`[${[...SINGLES.keys()].join('')}]`, 'g')

/**
 * Writes words of the dialects as the common word, so that one rule hears all of them: 嚟唔到 is 来不到.
 * Lengths stay the same, because places in this text are places in what was typed.
 */
export function foldDialect(text: string): string {
  if (!ANY.test(text)) return text
  return text.replace(PAIR, (pair) => PAIRS.get(pair) ?? pair).replace(SINGLE, (character) => SINGLES.get(character) ?? character)
}
