import { Forbidden } from '~/domain/errors'
import { may, type ProcedureName } from '~/domain/member/access'
import { requirePerson } from './caller.server'
import { refusalResponse } from './errors.server'

/** The person signed in, where they may call the procedure that a page leads up to; else the page is refused like the procedure. */
export async function requireRight(request: Request, name: ProcedureName) {
  const person = await requirePerson(request)
  if (!may(person.actor.roles, name)) throw refusalResponse(403, { message: new Forbidden().message, reason: 'forbidden' }, request)
  return person
}
