import { excerpt } from './bubble.tsx'
import { LONGEST_TEXT } from './config.ts'
import type { Timeline } from './timeline.ts'
import { addressOf, type Phone, type View } from './view.ts'
import { words } from './words.ts'

type Props = { readonly phone: Phone; readonly view: View; readonly timeline: Timeline }

/** Where a person writes: one line, and behind the plus many lines, a file, a voice message. */
export function Composer({ phone, view, timeline }: Props) {
  const { side } = phone
  const action = addressOf(view, { side, show: side }, '/sandbox/say')
  const wanted = phone.draft !== '' || phone.replyTo !== undefined
  return (
    <form
      id={`${side}-composer`}
      class="composer"
      method="post"
      action={action}
      enctype="multipart/form-data"
      hx-post={action}
      hx-swap="none"
    >
      <Replying phone={phone} view={view} timeline={timeline} />
      <p id={`${side}-note`} class="note" role="status"></p>
      <div class="line">
        <input
          id={`${side}-draft`}
          name={`${side}Draft`}
          value={phone.draft}
          aria-label={words.say}
          placeholder={words.say}
          maxlength={LONGEST_TEXT}
          autocomplete="off"
          enterkeyhint="send"
          {...(wanted ? { autofocus: true } : {})}
        />
        <button type="submit" id={`${side}-send`} class="send">
          {words.send}
        </button>
      </div>
      <More phone={phone} />
    </form>
  )
}

function More({ phone }: { readonly phone: Phone }) {
  const { side } = phone
  return (
    <details class="more">
      <summary>{words.more}</summary>
      <label for={`${side}-long`}>{words.long}</label>
      <textarea id={`${side}-long`} name="long" rows={3} maxlength={LONGEST_TEXT}></textarea>
      <label for={`${side}-file`}>{words.file}</label>
      <input id={`${side}-file`} type="file" name="file" />
      <button type="submit" name="content" value="voice" class="chip">
        {words.voice}
      </button>
    </details>
  )
}

function Replying({ phone, view, timeline }: Props) {
  const answered = phone.replyTo === undefined ? undefined : timeline.find(phone.chat.id, phone.replyTo)
  if (answered?.kind !== 'sent') return null
  const back = addressOf(view)
  const composer = `#${phone.side}-composer`
  return (
    <p class="replying">
      <input type="hidden" name="replyTo" value={String(answered.id)} />
      <span>{words.replying(excerpt(answered.text))}</span>
      <a href={back} hx-get={back} hx-target={composer} hx-select={composer} hx-swap="outerHTML" hx-include={`#${phone.side}-draft`}>
        {words.cancel}
      </a>
    </p>
  )
}
