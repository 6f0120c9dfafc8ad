import type { Upload } from './multipart.ts'

/** One request as it arrived. */
export type Call = {
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly uploads: ReadonlyMap<string, Upload>
  /** Calls back when the asker hung up before the answer. */
  readonly onHangUp: (listener: () => void) => void
}
