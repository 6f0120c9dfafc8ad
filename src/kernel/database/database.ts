import { type Connection, DatabaseBusy, isPassing, translateEngineError, type Tx } from './connection.ts'
import { connectionOf, txOver } from './dialect.ts'

/** The one way to the data. Writers stand in one queue; readers see what was committed last. */
export type Database = {
  readonly dialect: Connection['dialect']
  /** Runs `work` in one transaction, alone. All of it is kept, or (when it throws) nothing. */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Runs `work` on a snapshot; it may not write. */
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** What keeps writers from writing at this moment, as far as the last one found out. */
  trouble(): Trouble | undefined
  close(): Promise<void>
}

/** `busy`: another program holds it. `full`: the disk takes no more. */
export type Trouble = 'busy' | 'full'

/** How an engine begins, and what else it needs around transactions. */
export type Engine = {
  readonly writer: Connection
  /** A second connection for readers; without one they queue with the writers. */
  readonly reader?: Connection
  readonly beginWrite: string
  readonly beginRead: string
  inTransaction(connection: Connection): boolean
  /** Waits, without holding up the program, before the database is tried again. */
  wait(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** How long a writer waits for another program that holds the database before it gives up as busy. */
const LONGEST_BUSY_TRIES = 100
const BUSY_PAUSE_MILLISECONDS = 50

/** Puts a database together from an engine. */
export function makeDatabase(engine: Engine): Database {
  const alone = makeQueue()
  const readersAlone = engine.reader === undefined ? alone : makeQueue()
  const standing: Standing = { trouble: undefined }
  return {
    dialect: engine.writer.dialect,
    write: (work) => alone(() => transact(engine, standing, work)),
    read: (work) => readersAlone(() => look(engine, work)),
    trouble: () => standing.trouble,
    close: () => alone(() => (readersAlone === alone ? engine.close() : readersAlone(() => engine.close()))),
  }
}

/** Runs `work` so that its effects can be taken back alone, without the transaction around it. */
export async function savepoint<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  const connection = connectionOf(tx)
  await connection.query('savepoint one', [])
  try {
    const result = await work()
    await connection.query('release one', [])
    return result
  } catch (error) {
    const translated = translateEngineError(error)
    // A full disk makes SQLite roll back the whole transaction by itself; there is no savepoint left then.
    if (!isPassing(translated)) {
      await connection.query('rollback to one', [])
      await connection.query('release one', [])
    }
    throw translated
  }
}

type Standing = { trouble: Trouble | undefined }

async function transact<Result>(engine: Engine, standing: Standing, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { writer } = engine
  try {
    await beginPatiently(engine, standing)
    const before = standing.trouble === 'full' && writer.dialect === 'sqlite' ? await changesSoFar(writer) : undefined
    const result = await work(txOverOnce(writer))
    const hasWritten = before !== undefined && (await changesSoFar(writer)) > before
    await writer.query('commit', [])
    if (hasWritten || writer.dialect !== 'sqlite') standing.trouble = undefined
    return result
  } catch (error) {
    if (engine.inTransaction(writer)) await writer.query('rollback', [])
    const translated = translateEngineError(error)
    if (isPassing(translated)) standing.trouble = translated instanceof DatabaseBusy ? 'busy' : 'full'
    throw translated
  }
}

async function look<Result>(engine: Engine, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const connection = engine.reader ?? engine.writer
  await connection.query(engine.beginRead, [])
  try {
    const result = await work(txOverOnce(connection))
    await connection.query('commit', [])
    return result
  } catch (error) {
    if (engine.inTransaction(connection)) await connection.query('rollback', [])
    throw translateEngineError(error)
  }
}

/** A transaction that writes nothing succeeds on a full disk too; only one that wrote proves that there is room again. */
async function changesSoFar(writer: Connection): Promise<number> {
  const { rows } = await writer.query('select total_changes() as count', [])
  return Number((rows[0] as { count: number } | undefined)?.count ?? 0)
}

async function beginPatiently(engine: Engine, standing: Standing): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await engine.writer.query(engine.beginWrite, [])
      if (standing.trouble === 'busy') standing.trouble = undefined
      return
    } catch (error) {
      const translated = translateEngineError(error)
      if (!(translated instanceof DatabaseBusy) || tries >= LONGEST_BUSY_TRIES) throw translated
      standing.trouble = 'busy'
      await engine.wait(BUSY_PAUSE_MILLISECONDS)
    }
  }
}

const kept = new WeakMap<Connection, Tx>()

/** One Kysely per connection: building one costs more than the statements of a whole press. */
function txOverOnce(connection: Connection): Tx {
  const known = kept.get(connection)
  if (known !== undefined) return known
  const tx = txOver(connection)
  kept.set(connection, tx)
  return tx
}

function makeQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
}
