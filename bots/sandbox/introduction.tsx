import { type Scene, TURN_PAGE } from './phone.tsx'
import { addressToSay, AFTERWARDS, type Step, stepsFor } from './steps.ts'
import type { Side, View } from './view.ts'
import { words } from './words.ts'

/** The introduction; when it is over, words worth trying next. */
export function Steps({ scene: { view, progress } }: { readonly scene: Scene }) {
  const steps = stepsFor(view)
  const typed = steps.find((step) => step.text === view.left.draft || step.text === view.right.draft)
  const done = progress.done()
  if (!typed && done >= steps.length) return <Afterwards view={view} again={steps[0]} />
  return (
    <nav class={typed ? 'steps typed' : 'steps'} aria-label={words.steps}>
      <strong>{typed ? words.typed : words.steps}</strong>
      <ol>
        {steps.map(({ number, who, text, address, side }) => (
          <li class={number === (typed?.number ?? done + 1) ? 'next' : number <= done ? 'done' : 'later'}>
            <Chip address={address} side={side} label={text} mark={`${number} ${who}`} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Afterwards({ view, again }: { readonly view: View; readonly again: Step | undefined }) {
  if (!again) return null
  return (
    <nav class="steps over" aria-label={words.steps}>
      <strong>{words.stepsOver}</strong>
      <ol>
        {AFTERWARDS.map((text) => (
          <li>
            <Chip address={addressToSay(view, text)} side={view.shown} label={text} />
          </li>
        ))}
        <li>
          <Chip address={again.address} side={again.side} label={words.again} />
        </li>
      </ol>
    </nav>
  )
}

type ChipProps = { readonly address: string; readonly side: Side; readonly label: string; readonly mark?: string }

/** A chip types its words into the phone; what is typed on the other phone stays. */
function Chip({ address, side, label, mark }: ChipProps) {
  return (
    <a class="chip" href={address} hx-get={address} {...TURN_PAGE} hx-include={side === 'left' ? '#right-draft' : '#left-draft'}>
      {mark !== undefined && <span class="mark">{mark}</span>}
      {label}
    </a>
  )
}
