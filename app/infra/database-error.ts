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

/** Whether the database gave a statement up because its time was over; from the driver itself or wrapped by Prisma. */
export function isOutOfTime(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && outOfTime.includes(error.code)) return true
  return 'meta' in error && outOfTime.includes(adapterCode(error.meta))
}

function adapterCode(meta: unknown): unknown {
  let at = meta
  for (const key of ['driverAdapterError', 'cause', 'originalCode']) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, key)
  }
  return at
}
