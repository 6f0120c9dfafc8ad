import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Connection, Outcome, Tx } from './connection.ts'
import { connectionOf } from './dialect.ts'

/** Stands in a query where a value will come. */
class Placeholder {
  readonly key: string
  constructor(key: string) {
    this.key = key
  }
}

/** Names a value of the statement: `given('member')`. */
type Given<Values> = <Key extends keyof Values & string>(key: Key) => Values[Key]

type Compiled = { readonly sql: string; readonly names: readonly string[] }

/** A query that was typed and built once and is from then on only bound and run. */
export type Statement<Values, Row> = {
  all(tx: Tx, values: Values): Promise<readonly Row[]>
  first(tx: Tx, values: Values): Promise<Row | undefined>
  /** Runs it and tells how many rows it changed. */
  run(tx: Tx, values: Values): Promise<number>
}

const builders = {
  sqlite: new Kysely<never>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  postgres: new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
}

/**
 * Builds a statement for the path of a message. Kysely as shipped compiles at every call, which inside a group
 * commit costs ten times the query; compiled once and kept prepared it costs a tenth of it.
 */
export function statement<Values, Tables>() {
  return <Row>(build: (db: Kysely<Tables>, given: Given<Values>) => Compilable<Row>): Statement<Values, Row> => {
    const compiled = new Map<Connection['dialect'], Compiled>()
    const compileFor = (dialect: Connection['dialect']): Compiled => {
      const known = compiled.get(dialect)
      if (known !== undefined) return known
      const given = ((key: string) => new Placeholder(key)) as unknown as Given<Values>
      const query = build(builders[dialect] as unknown as Kysely<Tables>, given).compile()
      const fresh = keepConstants(query.sql, query.parameters)
      compiled.set(dialect, fresh)
      return fresh
    }
    const run = (tx: Tx, values: Values) => {
      const connection = connectionOf(tx)
      const { sql, names } = compileFor(connection.dialect)
      return connection.query(
        sql,
        names.map((name) => (values as Record<string, unknown>)[name]),
      )
    }
    // SQLite has answered already; an async function around it would cost half as much again as the question.
    const read = <Result>(tx: Tx, values: Values, take: (outcome: Outcome) => Result): Promise<Result> => {
      try {
        const outcome = run(tx, values)
        return outcome instanceof Promise ? outcome.then(take) : Promise.resolve(take(outcome))
      } catch (error) {
        return Promise.reject(error)
      }
    }
    return {
      all: (tx, values) => read(tx, values, ({ rows }) => rows as readonly Row[]),
      first: (tx, values) => read(tx, values, ({ rows }) => rows[0] as Row | undefined),
      run: (tx, values) => read(tx, values, ({ changes }) => changes),
    }
  }
}

/**
 * Writes what never changes into the statement and leaves only values to be bound. SQLite plans a partial index or a
 * limit by what is bound to it, and so would plan such a statement anew each time it runs: ten times its cost.
 */
function keepConstants(sql: string, parameters: readonly unknown[]): Compiled {
  const names: string[] = []
  let place = 0
  const kept = sql.replace(/\?|\$\d+/g, (mark) => {
    const parameter = parameters[place]
    place += 1
    if (!(parameter instanceof Placeholder)) return literalOf(parameter)
    names.push(parameter.key)
    return mark === '?' ? '?' : `$${names.length}`
  })
  if (place !== parameters.length) throw new Error(`a statement has marks that stand for nothing: ${sql}`)
  return { sql: kept, names }
}

function literalOf(constant: unknown): string {
  if (constant === null) return 'null'
  if (typeof constant === 'number') return String(constant)
  if (typeof constant === 'string') return `'${constant.replaceAll("'", "''")}'`
  throw new Error(`a constant of a statement is neither text nor number: ${typeof constant}`)
}
