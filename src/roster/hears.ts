import type { Hears } from '../kernel/chat/hears.ts'
import { type Found, type Scene } from '../kernel/chat/scene.ts'
import { hearHelp } from './hears-help.ts'
import { hearHowTo } from './hears-how-to.ts'
import { hearOwn } from './hears-own.ts'
import { hearRecord } from './hears-record.ts'

function line(scene: Scene): Found {
  return hearRecord(scene) ?? hearOwn(scene) ?? hearHelp(scene) ?? hearHowTo(scene)
}

/** What people type to the bot as such: who are you, help, how does it work, what do you hold on me; and the secretary's 记. */
export const rosterHears: Hears = { name: 'roster', line }
