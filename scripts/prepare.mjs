// Makes a fresh clone ready: installs the packages that are missing and builds the program when its sources changed.
// Plain Node without packages, because it runs before there are any. Standard output is left to the program.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the program, wherever it was started from. */
export const HOME = fileURLToPath(new URL('..', import.meta.url))

const OLDEST_NODE = [20, 19]
const SOURCES = ['src', 'bots', 'migrations']
const BUILD_SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
/** Files that lie beside the sources and are read when the program runs. */
const ASSET = /\.(?:css|svg|json|data|png|ttf|woff2|html|txt)$/
const STAMP = 'sources.sha256'

/** Ends the program with one plain line. */
class Stop extends Error {}

/** Prepares for running (`run`) or for testing (`test`, which needs the tools of development too). */
export function prepare(purpose) {
  try {
    refuseOldNode()
    const fresh = existsSync(join(HOME, 'src')) && !isBuilt()
    if (isMissing(purpose === 'test' || fresh)) install()
    repairDatabaseEngine()
    if (fresh) build()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** Builds the program into `dist`, whole or not at all. */
function build() {
  say('正在生成程序…')
  const next = join(HOME, `dist-${process.pid}`)
  rmSync(next, { recursive: true, force: true })
  try {
    const compiler = join(HOME, 'node_modules', 'typescript', 'bin', 'tsc')
    const done = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', next], { cwd: HOME, encoding: 'utf8' })
    if (done.status !== 0) throw new Stop(`${done.stdout}${done.stderr}程序没有生成，原因见上面几行`)
    for (const folder of SOURCES) copyAssets(join(HOME, folder), join(next, folder))
    chmodSync(join(next, 'bots', 'main.js'), 0o755)
    writeFileSync(join(next, STAMP), hashOfSources())
    rmSync(join(HOME, 'dist'), { recursive: true, force: true })
    renameSync(next, join(HOME, 'dist'))
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    throw new Stop(`这台机器的 Node 是 ${process.versions.node}，太旧了：请装 Node ${OLDEST_NODE.join('.')} 或更新的版本`)
}

/** Compares what the lock wants with what npm wrote down of its last complete installation. */
function isMissing(withTools) {
  const installed = join(HOME, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return true
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wants = JSON.parse(readFileSync(join(HOME, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wants).some(
    ([path, wanted]) =>
      path !== '' && !wanted.optional && !wanted.peer && (withTools || !wanted.dev) && has[path]?.version !== wanted.version,
  )
}

function install() {
  say('正在安装所需的组件，第一次要几分钟…')
  // Exactly what the lock names. A registry that does not hold the tools' variants for other systems makes npm call a
  // good lock incomplete; then the same versions are installed without that check, and the lock stays as it is.
  if (tryNpm(['ci', '--no-audit', '--no-fund']).status !== 0) runNpm(['install', '--no-save', '--no-audit', '--no-fund'])
}

/** better-sqlite3 is compiled for one version of Node; after a change of Node it has to be compiled again. */
function repairDatabaseEngine() {
  if (databaseEngineOpens()) return
  say('正在为这一版 Node 重新编译数据库组件…')
  runNpm(['rebuild', 'better-sqlite3'])
  if (!databaseEngineOpens()) throw new Stop(sayWhyNotInstalled(''))
}

function databaseEngineOpens() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()"
  try {
    const Database = createRequire(join(HOME, 'package.json'))('better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    // A failed load is remembered by this process, so the second look is taken by another.
    return spawnSync(process.execPath, ['-e', probe], { cwd: HOME, stdio: 'ignore' }).status === 0
  }
}

function tryNpm(words) {
  const windows = process.platform === 'win32'
  return spawnSync(windows ? 'npm.cmd' : 'npm', words, {
    cwd: HOME,
    encoding: 'utf8',
    shell: windows,
    env: { ...process.env, NODE_ENV: '', npm_config_loglevel: 'error' },
  })
}

function runNpm(words) {
  const done = tryNpm(words)
  if (done.error !== undefined) throw new Stop('找不到 npm：请把 Node 连同 npm 一起装好')
  if (done.status === 0) return
  const said = `${done.stdout}${done.stderr}`
  throw new Stop(`${excerptOf(said)}\n${sayWhyNotInstalled(said)}`)
}

/** npm tells the cause first and a compiler last, so both ends are shown. */
function excerptOf(said) {
  const lines = said.split('\n').filter((line) => line.replace(/^npm \w+/, '').trim() !== '')
  return (lines.length <= 16 ? lines : [...lines.slice(0, 8), '…', ...lines.slice(-8)]).join('\n')
}

function sayWhyNotInstalled(said) {
  const missing = ['python3', 'make', 'g++'].filter((tool) => !isOnPath(tool))
  if (/EUSAGE/.test(said)) return '组件没有装好：package.json 和 package-lock.json 对不上，请重新取一份完整的程序'
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network/i.test(said)) return '组件没有装好：网络不通，请联网后再运行一次'
  if (/ENOSPC/.test(said)) return '组件没有装好：磁盘满了，请腾出 1 GB 后再运行一次'
  if (missing.length > 0)
    return `组件没有装好：缺少编译工具 ${missing.join('、')}。Debian 上请运行 apt-get install -y python3 make g++，再运行一次`
  return '组件没有装好，原因见上面几行'
}

function isOnPath(tool) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)))
}

function isBuilt() {
  const stamp = join(HOME, 'dist', STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const path of [...BUILD_SETTINGS, ...SOURCES.flatMap(filesIn)].toSorted()) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(HOME, path)))
      .update('\n')
  }
  return hash.digest('hex')
}

function filesIn(folder) {
  return readdirSync(join(HOME, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })
}

function copyAssets(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyAssets(join(from, entry.name), join(to, entry.name))
    else if (ASSET.test(entry.name)) {
      mkdirSync(to, { recursive: true })
      cpSync(join(from, entry.name), join(to, entry.name))
    }
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
