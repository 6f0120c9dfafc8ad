import { BOTH_DRAFTS, type Scene, TURN_PAGE } from './phone.tsx'
import { addressOf } from './view.ts'
import { words } from './words.ts'

const MOST_NAMES = 6

/** Whose private chat has something new, with a way there. */
export function Elsewhere({ scene: { view, news } }: { readonly scene: Scene }) {
  const shown = [view.left, view.right].filter((phone) => phone.chat.kind === 'private').map((phone) => phone.person.id)
  const people = news.waiting(view.cast).filter((person) => !shown.includes(person.id))
  if (people.length === 0) return null
  return (
    <nav class="elsewhere" aria-label={words.news}>
      <span>{words.elsewhere}</span>
      {people.slice(0, MOST_NAMES).map((person) => {
        const address = addressOf(view, { left: 'private', leftAs: person.id, show: 'left' })
        return (
          <a class="chip" href={address} hx-get={address} {...TURN_PAGE} {...BOTH_DRAFTS}>
            {person.name}
          </a>
        )
      })}
      {people.length > MOST_NAMES && <span>{words.others(people.length)}</span>}
    </nav>
  )
}
