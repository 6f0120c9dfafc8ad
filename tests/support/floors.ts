type Zone = { readonly name: string; readonly room: string }

/** The floors from the roof down, with what lives there, what it may import, and why. */
export const FLOORS: readonly {
  readonly name: string
  readonly why: string
  readonly holds: RegExp
  /** `room` is the part of the path that names the platform or the capability. */
  readonly allows: (to: string, room: string) => boolean
}[] = [
  {
    name: 'a platform’s bot',
    why: 'it translates and decides nothing, so it knows only the neutral message',
    holds: /^bots\/(sandbox|telegram|wechat)\//,
    allows: (to, room) => to === 'src/kernel/chat/message.ts' || to.startsWith(`bots/${room}/`),
  },
  {
    name: 'what starts the program',
    why: 'it puts everything together, and enters a platform through its bot only',
    holds: /^bots\/(?:verbs\/)?[^/]+\.tsx?$/,
    allows: (to) =>
      to.startsWith('src/') || /^bots\/(?:verbs\/)?[^/]+\.tsx?$/.test(to) || /^bots\/[^/]+\/(?:bot|config|look)\.ts$/.test(to),
  },
  {
    name: 'a migration',
    why: 'it is frozen',
    holds: /^migrations\//,
    allows: () => false,
  },
  {
    name: 'the office',
    why: 'it lists the capabilities, each by its index and its exports',
    holds: /^src\/[^/]+\.tsx?$/,
    allows: (to) =>
      /^src\/(?:[^/]+\.tsx?$|kernel\/|roster\/|duties\/)/.test(to) || /^src\/[^/]+\/(?:index|hears|exports|tables|demo)\.tsx?$/.test(to),
  },
  {
    name: 'the kernel',
    why: 'it knows nothing of branches and members',
    holds: /^src\/(kernel)\//,
    allows: (to) => to.startsWith('src/kernel/'),
  },
  {
    name: 'the roster',
    why: 'it stands on the kernel alone',
    holds: /^src\/(roster)\//,
    allows: (to) => /^src\/(?:kernel|roster)\//.test(to),
  },
  {
    name: 'the duties',
    why: 'they know people by the roster’s directory, and no capability',
    holds: /^src\/(duties)\//,
    allows: (to) => /^src\/(?:kernel|duties)\//.test(to) || to === 'src/roster/directory.ts',
  },
  {
    name: 'a capability',
    why: 'it never imports another; they meet through the roster and the duties',
    holds: /^src\/([^/]+)\//,
    allows: (to, room) => /^src\/(?:kernel|duties)\//.test(to) || to.startsWith(`src/${room}/`) || to === 'src/roster/directory.ts',
  },
]

/** Which floor a file is on. */
export function zoneOf(path: string): Zone | undefined {
  for (const { name, holds } of FLOORS) {
    const found = holds.exec(path)
    if (found !== null) return { name, room: found[1] ?? '' }
  }
  return undefined
}

/** Whether a file may import another file of ours. */
export function mayImport(from: string, to: string): boolean {
  const zone = zoneOf(from)
  return FLOORS.some(({ name, allows }) => name === zone?.name && allows(to, zone.room))
}

const within =
  (...folders: readonly string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`))

/** Packages that are known in one place, so that each can be replaced there. */
export const PACKAGES: readonly {
  readonly name: string
  readonly matches: (name: string) => boolean
  readonly allowed: (path: string) => boolean
}[] = [
  { name: 'grammy', matches: (name) => name === 'grammy' || name.startsWith('@grammyjs/'), allowed: within('bots/telegram') },
  { name: 'wechaty', matches: (name) => /^wechaty|^file-box$|^memory-card$/.test(name), allowed: within('bots/wechat') },
  { name: 'better-sqlite3', matches: (name) => name === 'better-sqlite3', allowed: within('src/kernel/database') },
  { name: 'hucre', matches: (name) => name === 'hucre', allowed: within('src/kernel/tables') },
  { name: 'node-cron', matches: (name) => name === 'node-cron', allowed: within('src/kernel/schedule') },
  { name: 'pino', matches: (name) => name === 'pino', allowed: within('src/kernel/log.ts') },
  { name: 'tyme4ts', matches: (name) => name === 'tyme4ts', allowed: within('src/kernel/calendar') },
  { name: 'opencc-js', matches: (name) => name === 'opencc-js', allowed: within('src/kernel/language') },
  { name: 'pinyin-pro', matches: (name) => name === 'pinyin-pro', allowed: within('src/kernel/language') },
  { name: 'commander', matches: (name) => name === 'commander', allowed: within('bots/main.ts') },
]

/** The files besides bots/…/incoming.ts that may look at the clock or throw dice, each with its reason. */
export const CLOCKS: Readonly<Record<string, string>> = {
  'bots/main.ts': 'it starts the program',
  'bots/machine.ts': 'it hands the clock to the house',
}
