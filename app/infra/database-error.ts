/** The database cannot be used as it stands. `code` names the case ('database.behind', …), the message says in Chinese what to do. */
export class DatabaseError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DatabaseError'
    this.code = code
  }
}
