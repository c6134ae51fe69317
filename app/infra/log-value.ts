const longestText = 8_000
const longestList = 50
const deepest = 8

/** Names whose values never reach the log, wherever they stand. */
const secretName = /passw|token|secret|cookie|authorization|credential|verifier|^(repeat|current|otp|totp|key)$/i
/** `code` is an error's or an exit's, unless it is what an authenticator shows. */
const shownCode = /^\d{6,8}$/
const hidden = '[hidden]'

/**
 * What may be written of a value: secrets by their names and as parts of addresses are hidden, errors are told with their causes, what is long,
 * deep or refers to itself is cut.
 */
export function logValue(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return logText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (above.includes(value)) return '[circular]'
  if (above.length >= deepest) return '[…]'
  const within = [...above, value]
  if (Array.isArray(value)) return value.slice(0, longestList).map((item) => logValue(item, within))
  const told = value instanceof Error ? { type: value.name, message: value.message, stack: value.stack, cause: value.cause } : {}
  return Object.fromEntries(
    [...Object.entries(told), ...entriesOf(value)].map(([name, inside]) => [logText(name), named(name, inside, within)]),
  )
}

/** A text on one line, without the secrets that stand in addresses. */
export function logText(text: string): string {
  const line = text
    .slice(0, longestText)
    .replace(/[\u0085\u2028\u2029]/g, '\n')
    .replace(/(\/link\/)[^\s/?#"']+/g, `$1${hidden}`)
    .replace(/\b((?:access_|id_|refresh_)?token|code|password|secret|client_secret)=[^\s&"']+/gi, `$1=${hidden}`)
    .replace(/(__Host-[\w-]+=)[^\s;"']+/g, `$1${hidden}`)
    .replace(/(:\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${hidden}@`)
  return text.length > longestText ? `${line}… (${text.length})` : line
}

function named(name: string, value: unknown, within: readonly object[]): unknown {
  if (secretName.test(name)) return value === undefined || value === null ? value : hidden
  if (name === 'code' && typeof value === 'string' && shownCode.test(value)) return hidden
  return logValue(value, within)
}

/** A property that cannot be read is none. */
function entriesOf(value: object): [string, unknown][] {
  return Object.keys(value).flatMap((name): [string, unknown][] => {
    try {
      return [[name, Reflect.get(value, name)]]
    } catch {
      return []
    }
  })
}
