import type { Occasion } from '../kernel/chat/capability.ts'
import type { MemberId, Room } from '../kernel/chat/person.ts'
import { membersOf } from '../roster/directory.ts'
import type { PastedLine } from './pasted.ts'

/** More pieces than a name has. */
const MOST_ENDS = 6
const SEPARATOR = /[\s,，、:：;；]+|(?=[（(])/u

/** Whose a nickname is, as far as that is plain. */
type Find = (nickname: string) => Promise<MemberId | 'nobody' | undefined>

/** Where the name of a line of a list ends is known by trying, the longest first: 河西 姜福生 到. */
export async function cutName({ tx }: Occasion, room: Room, line: PastedLine, find: Find): Promise<PastedLine> {
  if (line.list === undefined || line.text !== '') return line
  const ends = [...line.nickname.matchAll(new RegExp(SEPARATOR, 'gu'))].map(({ index }) => index).slice(0, MOST_ENDS)
  for (const end of [line.nickname.length, ...ends.toReversed()])
    if ((await find(line.nickname.slice(0, end).trim())) !== undefined) return cutAt(line, end)
  const glued = (await membersOf(tx, [room.branch])).filter(({ name }) => line.nickname.startsWith(name))
  const [only] = glued
  return cutAt(line, only !== undefined && glued.length === 1 ? only.name.length : (ends.find((end) => end > 0) ?? line.nickname.length))
}

function cutAt(line: PastedLine, end: number): PastedLine {
  return { ...line, nickname: line.nickname.slice(0, end).trim(), text: line.nickname.slice(end).replace(/^[\s,，、:：;；]+/u, '') }
}
