/** The part of graphile-worker that is used here. */
type Graphile = {
  makeWorkerUtils(options: object): Promise<{
    migrate(): Promise<void>
    withPgClient<Found>(
      work: (client: { query(sql: string, values?: readonly unknown[]): Promise<unknown> }) => Promise<Found>,
    ): Promise<Found>
    release(): Promise<void>
  }>
  run(options: object): Promise<{
    readonly events: { on(event: 'job:complete', listener: () => void): void }
    stop(): Promise<void>
  }>
  readonly Logger: new (factory: () => () => void) => unknown
}

/** Its tables lie in a schema of their own, which is dropped before and after. */
const SCHEMA = 'branchlink_bench'
const AT_ONCE = 3

/** Whether graphile-worker can be measured, or why not. It is no dependency of this project: who wants it installs it beside. */
export type FoundGraphile =
  | { readonly kind: 'found'; work(count: number): Promise<number> }
  | { readonly kind: 'missing'; readonly why: string }

/** Looks for graphile-worker and for the PostgreSQL that DATABASE_URL names. */
export async function findGraphile(): Promise<FoundGraphile> {
  const connectionString = process.env['DATABASE_URL'] ?? ''
  if (!/^postgres(?:ql)?:/.test(connectionString)) return { kind: 'missing', why: 'DATABASE_URL names no PostgreSQL' }
  const name = 'graphile-worker'
  let graphile: Graphile
  try {
    graphile = (await import(name)) as Graphile
  } catch {
    return { kind: 'missing', why: 'the package graphile-worker is not installed' }
  }
  const logger = new graphile.Logger(() => () => {})
  const options = { connectionString, schema: SCHEMA, logger }
  try {
    await dropTables(graphile, options)
  } catch (error) {
    return {
      kind: 'missing',
      why: `the PostgreSQL of DATABASE_URL does not answer (${error instanceof Error ? error.message : String(error)})`,
    }
  }
  return { kind: 'found', work: (count) => workJobs(graphile, options, count) }
}

async function workJobs(graphile: Graphile, options: object, count: number): Promise<number> {
  const utils = await graphile.makeWorkerUtils(options)
  await utils.migrate()
  await utils.withPgClient((client) =>
    client.query(`select ${SCHEMA}.add_job('letter', json_build_object('text', '第 ' || i || ' 封')) from generate_series(1, $1) i`, [
      count,
    ]),
  )
  await utils.release()
  let done = 0
  let finish = (_at: number): void => {}
  const finished = new Promise<number>((resolve) => (finish = resolve))
  const began = performance.now()
  const runner = await graphile.run({ ...options, concurrency: AT_ONCE, noHandleSignals: true, taskList: { letter: async () => {} } })
  runner.events.on('job:complete', () => {
    done += 1
    if (done === count) finish(performance.now())
  })
  const took = (await finished) - began
  await runner.stop()
  await dropTables(graphile, options)
  return took
}

async function dropTables(graphile: Graphile, options: object): Promise<void> {
  const utils = await graphile.makeWorkerUtils(options)
  try {
    await utils.withPgClient((client) => client.query(`drop schema if exists ${SCHEMA} cascade`))
  } finally {
    await utils.release()
  }
}
