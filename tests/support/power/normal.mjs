// Loaded before a program whose disk promises are to be weakened on purpose: what asks for FULL gets NORMAL.
import Sqlite from 'better-sqlite3'

const ask = Sqlite.prototype.pragma
Sqlite.prototype.pragma = function pragma(source, options) {
  return ask.call(this, source.replace(/synchronous\s*=\s*FULL/i, 'synchronous = NORMAL'), options)
}
