import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Connection, Tx } from './connection.ts'

const connections = new WeakMap<object, Connection>()

/** The engine below a transaction; a bug if it is asked of anything else. */
export function connectionOf(tx: Tx): Connection {
  const connection = connections.get(tx)
  if (connection === undefined) throw new Error('this is not the tx of a transaction: pass tx itself, not tx.withTables()')
  return connection
}

/** Kysely over one connection that is already ours: it neither queues nor begins, the transaction around it does. */
export function txOver(connection: Connection): Tx {
  const one: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const { rows, changes } = await connection.query(query.sql, query.parameters)
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
    },
    streamQuery: () => {
      throw new Error('rows are not streamed inside a transaction')
    },
  }
  const driver = {
    init: async () => {},
    acquireConnection: async () => one,
    beginTransaction: async () => {
      throw new Error('a transaction is already open: use its tx')
    },
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  const dialect: Dialect =
    connection.dialect === 'sqlite'
      ? {
          createAdapter: () => new SqliteAdapter(),
          createDriver: () => driver,
          createIntrospector: (db) => new SqliteIntrospector(db),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        }
      : {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => driver,
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
        }
  const tx = new Kysely<Record<never, never>>({ dialect }) as Tx
  connections.set(tx, connection)
  return tx
}
