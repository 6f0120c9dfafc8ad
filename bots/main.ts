#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { Refused } from './machine.ts'
import { HELP, Misused, sayMisused } from './usage.ts'

/** Exit status of every verb (the outside contract): done, refused with a reason, wrong usage. */
const EXIT = { done: 0, refused: 1, usage: 2 } as const

const print = (line: string): void => void process.stdout.write(`${line}\n`)

function makeProgram(): Command {
  const program = new Command('branchlink')
    .description('支部通：党支部住进群里')
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp(HELP)
    .helpOption('-h, --help', '看用法')
    .helpCommand(false)
  program
    .command('start', { isDefault: true })
    .description('启动（没有设置时启动演练）')
    .action(async () => (await import('./serve.ts')).serveOffice(print))
  program
    .command('migrate')
    .description('把数据库升到本版')
    .action(async () => (await import('./verbs/migrate.ts')).migrateVerb(print))
  program
    .command('import-roster')
    .argument('[file]', '花名册：xlsx 或 csv')
    .option('--apply', '写入（不写就只看）')
    .option('--undo', '撤回上一次导入')
    .description('导入党员花名册')
    .action(async (file: string | undefined, options: { apply?: true; undo?: true }) =>
      (await import('./verbs/import-roster.ts')).importRosterVerb(print, file, options),
    )
  program
    .command('bind-code')
    .option('--member <name>', '给谁')
    .option('--branch <name>', '哪个支部')
    .option('--all', '给所有还没绑定的人')
    .description('发一次性的绑定码')
    .action(async (options: { member?: string; branch?: string; all?: true }) =>
      (await import('./verbs/bind-code.ts')).bindCodeVerb(print, options),
    )
  program
    .command('export')
    .argument('<what>', '哪张表，如 roster、notices、audit')
    .option('--branch <name>', '只要这个支部')
    .option('--period <period>', '如 2026、2026-11')
    .requiredOption('--format <format>', 'json、csv、xlsx')
    .option('--out <file>', '写到文件')
    .description('导出表格')
    .action(async (what: string, options: { branch?: string; period?: string; format: string; out?: string }) =>
      (await import('./verbs/export.ts')).exportVerb(what, options),
    )
  program
    .command('interpret')
    .option('--why', '连同理由')
    .description('逐行读 JSON，写出听懂的意思')
    .action(async (options: { why?: true }) => (await import('./verbs/interpret.ts')).interpretVerb(options))
  program
    .command('verify')
    .argument('[file]', '存档文件：export archive 写的 JSON，或数据库的副本')
    .description('核对公开存档')
    .action(async (file: string | undefined) => (await import('./verbs/verify.ts')).verifyVerb(print, file))
  program
    .command('backup')
    .argument('<file>', '备份写到哪里')
    .description('备份数据库（运行中也可以）')
    .action(async (file: string) => (await import('./verbs/backup.ts')).backupVerb(print, file))
  program
    .command('restore')
    .argument('<file>', '哪个备份')
    .description('用备份换回数据库（先停掉程序）')
    .action(async (file: string) => (await import('./verbs/restore.ts')).restoreVerb(print, file))
  program
    .command('doctor')
    .description('体检：设置、数据库、平台、时钟、磁盘')
    .action(async () => (await import('./verbs/doctor.ts')).doctorVerb(print))
  program
    .command('demo')
    .description('备好演练用的乡镇')
    .action(async () => (await import('./verbs/demo.ts')).demoVerb(print))
  return program
}

async function main(): Promise<number> {
  const program = makeProgram()
  try {
    await program.parseAsync()
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done
    process.stderr.write(`${await sayTrouble(error, program)}\n`)
    return error instanceof CommanderError || error instanceof Misused ? EXIT.usage : EXIT.refused
  }
}

async function sayTrouble(error: unknown, program: Command): Promise<string> {
  if (error instanceof Refused || error instanceof Misused) return error.message
  if (error instanceof CommanderError)
    return sayMisused(
      error,
      process.argv.slice(2),
      program.commands.map((command) => command.name()),
    )
  return (await import('./trouble.ts')).describeTrouble(error)
}

// Whatever is written here, the database and its copies too, is for the user who runs the program.
process.umask(0o077)
// Whoever reads along (`… | head`) may have enough before the end.
process.stdout.on('error', () => process.exit())
process.exitCode = await main()
// A bot's connection that hangs must not keep a program alive that has been told to stop.
if (process.exitCode !== EXIT.done) process.exit()
setTimeout(() => process.exit(), 500).unref()
