/** The database cannot be used as it stands. `code` names the case ('database.behind', …), the message says in Chinese what to do. */
export class DatabaseError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}

/** query_canceled (statement_timeout) and lock_not_available (lock_timeout). */
const outOfTime: readonly unknown[] = ['57014', '55P03']

/** A text no column can hold: a NUL, or half a character. */
const unstorable: readonly unknown[] = ['22021', '22P05']

/** Connection lost or refused (08), no room (53), stopped or starting (57P), a transaction that fell silent (25P03). */
const passing = /^(08...|53...|57P..|25P03|ECONN.*|EPIPE|ETIMEDOUT)$/

/** Whether the database could not be worked with for the moment: what was asked of it was not at fault. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) return true
  return codesOf(error).some((code) => typeof code === 'string' && passing.test(code))
}

/** Whether the database gave a statement up because its time was over. */
export function isOutOfTime(error: unknown): boolean {
  return codesOf(error).some((code) => outOfTime.includes(code))
}

/** Whether a text was refused for the signs in it. */
export function isUnstorable(error: unknown): boolean {
  return codesOf(error).some((code) => unstorable.includes(code))
}

/** The SQLSTATE of an error, from the driver itself or wrapped by Prisma. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  return ['code' in error && error.code, 'meta' in error && adapterCode(error.meta)]
}

function adapterCode(meta: unknown): unknown {
  let at = meta
  for (const key of ['driverAdapterError', 'cause', 'originalCode']) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, key)
  }
  return at
}
