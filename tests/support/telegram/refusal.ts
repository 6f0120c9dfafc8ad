/** What Telegram answers when it does not do what it was asked. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Readonly<Record<string, number>>

  constructor(code: number, description: string, parameters: Readonly<Record<string, number>> = {}) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** The request itself is wrong, or what it speaks of does not exist. */
export function badRequest(description: string, parameters: Readonly<Record<string, number>> = {}): Refusal {
  return new Refusal(400, `Bad Request: ${description}`, parameters)
}

/** The bot may not do this to that person or group. */
export function forbidden(description: string): Refusal {
  return new Refusal(403, `Forbidden: ${description}`)
}

/** The bot speaks too fast. */
export function tooManyRequests(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}
