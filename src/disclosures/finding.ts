import type { Tx } from '../kernel/database/connection.ts'
import type { CatalogueItem } from './catalogue.ts'
import { categoryIn } from './hears-slots.ts'
import { type Disclosure, disclosuresFor } from './items-store.ts'
import { rulingOf } from './ruling.ts'
import { versionsOf } from './versions-store.ts'

/** An item by its own name, or by a word that people use for it. */
export function findNamed(catalogue: readonly CatalogueItem[], said: string): CatalogueItem | undefined {
  if (said.trim() === '') return undefined
  const named = catalogue.find(({ name }) => said.includes(name))
  const meant = categoryIn(said)
  return named ?? catalogue.find(({ category }) => category === meant)
}

/** What was told already, or is on its way to be. */
export type Other = { readonly number: number; readonly state: 'published' | 'in-hand' }

/** The same item for the same period at the same stage, told or under review; what happens by itself may happen twice. */
export async function findOther(
  tx: Tx,
  { branch, category, period, stage }: Pick<Disclosure, 'branch' | 'category' | 'period' | 'stage'>,
): Promise<Other | undefined> {
  const catalogued = (await rulingOf(tx, branch)).catalogue.find((one) => one.category === category)
  if (catalogued?.cadence === 'when-it-happens') return undefined
  for (const item of await disclosuresFor(tx, branch, category, period)) {
    if (item.stage !== stage) continue
    const states = (await versionsOf(tx, item.id)).map(({ state }) => state)
    if (states.includes('published')) return { number: item.id, state: 'published' }
    if (states.includes('in_review') || states.includes('objected')) return { number: item.id, state: 'in-hand' }
  }
  return undefined
}
