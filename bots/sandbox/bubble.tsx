import { Attachment } from './attachment.tsx'
import { BOT_NAME } from './config.ts'
import { clockOf } from './day.ts'
import type { Noted, Said, Sent } from './journal.ts'
import type { Shown } from './timeline.ts'
import { addressOf, type Phone, type View } from './view.ts'
import { words } from './words.ts'

type Drawn<S extends Shown> = { readonly shown: S; readonly phone: Phone; readonly view: View; readonly quoted: Shown | undefined }

/** One message of a chat as this phone's person sees it. */
export function Message({ shown, phone, view, quoted }: Drawn<Shown>) {
  switch (shown.kind) {
    case 'noted':
      return <Note shown={shown} phone={phone} />
    case 'said':
      return <FromPerson shown={shown} phone={phone} view={view} quoted={quoted} />
    case 'sent':
      return <FromBot shown={shown} phone={phone} view={view} quoted={quoted} />
  }
}

/** The id of a message's element, unique on the page. */
function elementOf(phone: Phone, id: number): string {
  return `${phone.side}-m${id}`
}

function Note({ shown, phone }: { readonly shown: Noted; readonly phone: Phone }) {
  return (
    <li id={elementOf(phone, shown.id)} class="noted">
      {shown.text} <small>{words.onlyYou}</small>
    </li>
  )
}

function FromPerson({ shown, phone, quoted }: Drawn<Said>) {
  const mine = shown.from.id === phone.person.id
  return (
    <li id={elementOf(phone, shown.id)} class={mine ? 'message mine' : 'message'}>
      <span class="face" aria-hidden="true">
        {Array.from(shown.from.name).at(0)}
      </span>
      <div class="said">
        <p class="by">
          {shown.from.name} <time datetime={shown.at}>{clockOf(shown.at)}</time>
        </p>
        <div class="bubble">
          <Quote quoted={quoted} />
          {shown.content === 'voice' && <p>{words.voiceSaid}</p>}
          {shown.text !== '' && <p class="text">{shown.text}</p>}
          {shown.file && <Attachment file={shown.file} />}
        </div>
      </div>
    </li>
  )
}

function FromBot({ shown, phone, view, quoted }: Drawn<Sent>) {
  const reply = addressOf(view, { [`${phone.side}Reply`]: String(shown.id), show: phone.side })
  return (
    <li id={elementOf(phone, shown.id)} class="message bot">
      <span class="face" aria-hidden="true">
        通
      </span>
      <div class="said">
        <p class="by">
          {BOT_NAME} <time datetime={shown.at}>{clockOf(shown.at)}</time>
          {shown.edited && <span> · {words.edited}</span>}
          <a
            class="reply"
            href={reply}
            aria-label={words.toTheBot}
            hx-get={reply}
            hx-target={`#${phone.side}-composer`}
            hx-select={`#${phone.side}-composer`}
            hx-swap="outerHTML"
            hx-include={`#${phone.side}-draft`}
          >
            {words.reply}
          </a>
        </p>
        <div class="bubble">
          <Quote quoted={quoted} />
          {shown.text !== '' && <p class="text">{withLinks(shown.text)}</p>}
          {shown.file && <Attachment file={shown.file} />}
          <Choices shown={shown} phone={phone} view={view} />
        </div>
      </div>
    </li>
  )
}

function Choices({ shown, phone, view }: { readonly shown: Sent; readonly phone: Phone; readonly view: View }) {
  if (shown.choices.length === 0) return null
  const action = addressOf(view, { side: phone.side }, '/sandbox/press')
  return (
    <form method="post" action={action} hx-post={action} hx-swap="none">
      <input type="hidden" name="message" value={String(shown.id)} />
      <div class="choices">
        {shown.choices.map((choice) => (
          <button type="submit" name="token" value={choice.token} class="chip">
            {choice.label}
          </button>
        ))}
      </div>
    </form>
  )
}

function Quote({ quoted }: { readonly quoted: Shown | undefined }) {
  return quoted && <blockquote class="quote">{excerpt(quoted.text)}</blockquote>
}

/** The beginning of a text, for quoting it in one line. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const signs = Array.from(line)
  return signs.length > 30 ? `${signs.slice(0, 29).join('')}…` : line
}

function withLinks(text: string) {
  return text.split(/(https?:\/\/[\w.~:/?#@!$&*+,;=%()[\]'-]+)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <a href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ),
  )
}
