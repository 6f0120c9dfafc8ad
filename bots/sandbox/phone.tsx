import { Message } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { type Cast, SHOWN_MESSAGES } from './config.ts'
import { dayInWords, dayOf } from './day.ts'
import type { News } from './news.ts'
import type { Progress } from './steps.ts'
import type { Shown, Timeline } from './timeline.ts'
import { addressOf, chatsOf, nameInAddress, OFFICES, officeOf, type Phone, type View } from './view.ts'
import { words } from './words.ts'

/** Everything a part of the page is drawn from. */
export type Scene = { readonly view: View; readonly timeline: Timeline; readonly news: News; readonly progress: Progress }

type Props = { readonly phone: Phone; readonly scene: Scene }

/** Turning to another page without losing what is typed on either phone; without script these are plain links and forms. */
export const TURN_PAGE = { 'hx-target': '#page', 'hx-select': '#page', 'hx-swap': 'outerHTML', 'hx-push-url': 'true' } as const

/** Takes along what is typed on both phones. */
export const BOTH_DRAFTS = { 'hx-include': '#left-draft, #right-draft' } as const

/** One phone: who I am, my chats, the messages, and where I write. */
export function PhoneBox({ phone, scene }: Props) {
  const { side } = phone
  return (
    <section id={side} class={`phone ${side}`} aria-label={words.phone[side]}>
      <header class="phone-top">
        <PersonForm phone={phone} view={scene.view} />
        <Tabs phone={phone} scene={scene} />
      </header>
      <div class="log" role="log" tabindex={0} aria-label={words.log(phone.chat.title)}>
        <ol id={`${side}-list`}>
          <Messages phone={phone} scene={scene} />
        </ol>
      </div>
      <Composer phone={phone} view={scene.view} timeline={scene.timeline} />
    </section>
  )
}

/** The newest messages with a line where a new day begins. */
export function Messages({ phone, scene: { view, timeline, progress } }: Props) {
  const shown = timeline.newest(phone.chat.id, phone.person.id, SHOWN_MESSAGES)
  if (shown.length === 0) return <li class="noted">{progress.done() === 0 ? words.begin : words.quiet}</li>
  return (
    <>
      {shown.map((message, index) => {
        const before = shown[index - 1]
        const newDay = !before || dayOf(before.at) !== dayOf(message.at)
        const quoted =
          'repliesTo' in message && message.repliesTo !== undefined ? timeline.find(message.chat, message.repliesTo) : undefined
        return (
          <>
            {newDay && (
              <li id={`${phone.side}-d${dayOf(message.at)}`} class="day">
                {dayInWords(message.at)}
              </li>
            )}
            <Message shown={message} phone={phone} view={view} quoted={quoted} />
          </>
        )
      })}
    </>
  )
}

/** The message that this one answers. */
export function quotedBy(message: Shown, timeline: Timeline): Shown | undefined {
  return 'repliesTo' in message && message.repliesTo !== undefined ? timeline.find(message.chat, message.repliesTo) : undefined
}

/** The chats of this person. A dot marks the ones with something new. */
export function Tabs({ phone, scene: { view, news } }: Props) {
  return (
    <nav id={`${phone.side}-tabs`} class="tabs" aria-label={words.chats[phone.side]}>
      {chatsOf(phone.person, view.cast).map((chat) => {
        const open = chat.id === phone.chat.id && chat.kind === phone.chat.kind
        const address = addressOf(view, { [phone.side]: chat.kind === 'private' ? 'private' : chat.id, show: phone.side })
        return (
          <a href={address} hx-get={address} {...TURN_PAGE} {...BOTH_DRAFTS} {...(open ? { 'aria-current': 'page' } : {})}>
            {chat.title}
            {!open && news.has(phone.person.id, chat.id) && <span class="dot" role="img" aria-label={words.news}></span>}
          </a>
        )
      })}
    </nav>
  )
}

function PersonForm({ phone, view }: { readonly phone: Phone; readonly view: View }) {
  const { side } = phone
  const other = side === 'left' ? view.right : view.left
  const kept = {
    [side]: nameInAddress(phone),
    [other.side]: nameInAddress(other),
    [`${other.side}As`]: other.person.id,
    show: side,
  }
  return (
    <form id={`${side}-who`} class="who" method="get" action="/" hx-get="/" hx-trigger="change" {...TURN_PAGE} {...BOTH_DRAFTS}>
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for={`${side}-as`}>{words.playing}</label>
      <select id={`${side}-as`} name={`${side}As`} autocomplete="off">
        <People cast={view.cast} chosen={phone.person.id} />
      </select>
      <noscript>
        <button type="submit">{words.change}</button>
      </noscript>
    </form>
  )
}

function People({ cast, chosen }: { readonly cast: Cast; readonly chosen: string }) {
  return (
    <>
      {OFFICES.map((office) => {
        const people = cast.people.filter((person) => officeOf(person) === office)
        return (
          people.length > 0 && (
            <optgroup label={office}>
              {people.map((person) => (
                <option value={person.id} selected={person.id === chosen}>
                  {`${person.name} · ${person.what.replaceAll(' ', '')}`}
                </option>
              ))}
            </optgroup>
          )
        )
      })}
    </>
  )
}
