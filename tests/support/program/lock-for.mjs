// Another program that holds a database for so many seconds: node lock-for.mjs FILE SECONDS
import Sqlite from 'better-sqlite3'

const [, , path, seconds] = process.argv
const database = new Sqlite(path)
database.exec('begin immediate')
process.stdout.write('locked\n')
setTimeout(
  () => {
    database.exec('rollback')
    database.close()
  },
  Number(seconds) * 1000,
)
