import { actorOf, recordAudit } from '../kernel/audit.ts'
import type { Spoken } from '../kernel/chat/capability.ts'
import type { BranchId } from '../kernel/chat/person.ts'
import { type Branch, branchesHeld, branchTree, shortBranchName } from '../roster/directory.ts'
import { decide } from './choices-store.ts'
import { findNamed } from './finding.ts'
import { PROFILES } from './profiles.ts'
import { redactText } from './redact.ts'
import { ADDED_KEY, ITEM_KEY, PROFILE_KEY, rulingOf } from './ruling.ts'
import { CONCERNED } from './situation.ts'
import { viewRules } from './viewing.ts'
import { choiceWords as words } from './choice-words.ts'

const LONGEST_NAME = 20
const SAID = /^(加|增加|开|打开|关|停|关闭)[\s:：,，]*([\s\S]+)$/u
const ASKED_BY = /(\d{1,6})\s*(?:名|位|个)?(村民|人|户|代表)[^\s]*(?:联名|要求|提出)?/u

/** 公开规定: shows the rules; 公开规定 四川 from the township chooses the province whose rules hold. */
export async function hearRules(occasion: Spoken): Promise<void> {
  const profile = PROFILES.find(({ name, key }) => occasion.rest.includes(name.slice(0, 2)) || occasion.rest.trim() === key)
  const [top] = branchesHeld(occasion.person, 'township_admin', await branchTree(occasion.tx))
  if (occasion.rest === '' || top === undefined || occasion.mailbox.kind === 'group') return viewRules(occasion)
  if (profile === undefined) return void (await occasion.voice.reply(words.profileExample(PROFILES.map(({ name }) => name))))
  const place = await placeIn(occasion, top)
  await choose(occasion, place.id, PROFILE_KEY, profile.key)
  await occasion.voice.reply(words.profileChosen(shortBranchName(place.name), profile.name))
}

/** 公开项目 加 自来水费 126人联名: villagers asked for it together. 公开项目 开 计划生育 switches an item, for the township. */
export async function hearItems(occasion: Spoken): Promise<void> {
  const { voice, person, tx } = occasion
  const held = branchesHeld(person, CONCERNED, await branchTree(tx))
  const found = SAID.exec(occasion.rest.normalize('NFKC'))
  const [branch] = held
  if (found === null || branch === undefined) return void (await voice.reply(words.itemExample))
  const [, verb = '', said = ''] = found
  if (verb === '加' || verb === '增加') return addItem(occasion, (await placeIn(occasion, branch)).id, said)
  const [top] = branchesHeld(person, 'township_admin', await branchTree(tx))
  if (top === undefined) return void (await voice.reply(words.onlyTownship))
  const place = await placeIn(occasion, top)
  const item = findNamed((await rulingOf(tx, place.id)).catalogue, said)
  if (item === undefined) return void (await voice.reply(words.itemUnknown))
  const owed = verb === '开' || verb === '打开' ? 'yes' : 'off'
  await choose(occasion, place.id, `${ITEM_KEY}${item.category}`, owed)
  await voice.reply(words.itemSwitched(shortBranchName(place.name), item.name, owed))
}

async function addItem(occasion: Spoken, branch: BranchId, said: string): Promise<void> {
  const asked = ASKED_BY.exec(said)
  const name = redactText(said.replace(ASKED_BY, '').trim()).text.slice(0, LONGEST_NAME)
  if (asked === null || name === '') return void (await occasion.voice.reply(words.itemExample))
  await choose(occasion, branch, `${ADDED_KEY}${name}`, `${asked[1] ?? ''}${asked[2] ?? ''}联名`)
  await occasion.voice.reply(words.itemAdded(name, `${asked[1] ?? ''}${asked[2] ?? ''}`))
}

/** The village that was named, else the body in which the office is held. */
async function placeIn({ tx, rest }: Spoken, otherwise: BranchId): Promise<Branch> {
  const tree = await branchTree(tx)
  const named = [...tree.values()].find(({ name }) => rest.includes(shortBranchName(name)))
  const place = named ?? tree.get(otherwise)
  if (place === undefined) throw new Error(`there is no branch ${otherwise}`)
  return place
}

async function choose({ tx, now, person }: Spoken, branch: BranchId, key: string, value: string): Promise<void> {
  if (person.member === undefined) return
  await decide(tx, { branch, key, value, by: person.member }, now)
  await recordAudit(
    tx,
    {
      actor: actorOf(person.member),
      action: 'disclosure-rule-chosen',
      subject: `branch:${branch}`,
      after: { rule: key.split(':')[0] ?? '', value },
    },
    now,
  )
}
