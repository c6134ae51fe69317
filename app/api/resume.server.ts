import { NotFound } from '~/domain/errors'
import { type HeldForm, isSecretField } from '~/domain/member/held-form'
import { getHeldForm, holdForm } from '~/domain/member/held-form.server'
import { getRuntime } from '~/infra/runtime.server'
import { contextOf } from './context.server'
import { sessionTokenOf } from './cookies.server'
import { refusalResponse } from './errors.server'

const largest = 1_000_000

/** What somebody sent whose session had ended, kept until they are back; the page that brings it back, or null where there is nothing to keep. */
export async function holdFormOf(request: Request, path: string): Promise<string | null> {
  const token = sessionTokenOf(request)
  if (!token || Number(request.headers.get('content-length') ?? largest) >= largest) return null
  const form: FormData | null = await request
    .clone()
    .formData()
    .catch(() => null)
  if (!form) return null
  const fields = [...form].flatMap(([name, value]): HeldForm['fields'] =>
    typeof value === 'string' && !isSecretField(name) ? [[name, value]] : [],
  )
  const { database, keyring } = getRuntime()
  const id = await holdForm(database.db, keyring, new Date(), token, { path, fields })
  return id && `/resume/${id}`
}

/** What the signed-in person had typed. A Response with 404 where it is another's or gone. */
export async function heldForm(request: Request, id: string): Promise<HeldForm> {
  try {
    return await getHeldForm(await contextOf(request), getRuntime().keyring, id)
  } catch (error) {
    if (error instanceof NotFound) throw refusalResponse(404, { message: error.message }, request)
    throw error
  }
}
