import type { FileReference } from '../../src/kernel/chat/message.ts'
import { words } from './words.ts'

/** A file below a message: a picture is shown, everything else is put down under its name. */
export function Attachment({ file }: { readonly file: FileReference }) {
  const address = `/sandbox/files/${file.reference}/${encodeURIComponent(file.name)}`
  if (file.kind === 'photo') {
    return (
      <a class="photo" href={address} target="_blank" rel="noopener">
        <img src={address} alt={words.photo(file.name)} loading="lazy" />
      </a>
    )
  }
  return (
    <a class="file" href={address} download={file.name}>
      {file.name} <small>{sizeInWords(file.bytes)}</small>
    </a>
  )
}

function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  return megabytes < 0.1 ? '不到 0.1 兆' : `${megabytes.toFixed(1)} 兆`
}
