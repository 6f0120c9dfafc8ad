/** A command line that says too little, too much, or something nobody knows. */
export class Misused extends Error {
  override readonly name = 'Misused'
}

const TITLES: Readonly<Record<string, string>> = { 'Usage:': '用法：', 'Arguments:': '内容：', 'Options:': '选项：', 'Commands:': '命令：' }

/** The help page with Chinese headings. */
export const HELP = { styleTitle: (title: string): string => TITLES[title] ?? title } as const

/** What the reader of the command line stumbled over. */
type Stumble = { readonly code: string; readonly message: string }

/** One plain line for a command line that was not understood; `known` are the commands there are. */
export function sayMisused(error: Stumble, words: readonly string[], known: readonly string[]): string {
  const [verb = ''] = words
  if (verb !== '' && !verb.startsWith('-') && !known.includes(verb)) return `没有“${verb}”这个命令。有哪些命令，请看：branchlink --help`
  const help = known.includes(verb) ? `branchlink ${verb} --help` : 'branchlink --help'
  return `${reasonOf(error)}。怎么写，请看：${help}`
}

function reasonOf(error: Stumble): string {
  const what = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.missingArgument':
    case 'commander.missingMandatoryOptionValue':
      return `少写了 ${what}`
    case 'commander.optionMissingArgument':
      return `${what} 后面少写了内容`
    case 'commander.unknownOption':
      return `没有 ${what} 这个选项`
    default:
      return '写多了，读不懂'
  }
}
