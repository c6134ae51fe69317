import type { ActionFunctionArgs } from '@remix-run/node'
import { apiFor } from '~/api/caller.server'
import { keepDraft } from '~/api/filing-form.server'
import { uuidOr404 } from '~/api/filing-id.server'
import { formOf, formValues } from '~/api/form.server'

/** Keeps a form while it is being typed; the form's own page does the same for a button. */
export async function action({ request }: ActionFunctionArgs) {
  const api = await apiFor(request)
  const values = formValues(await formOf(request))
  const filing = await api.filing.get({ id: uuidOr404(typeof values.id === 'string' ? values.id : '') })
  await keepDraft(api, filing, values)
  return Response.json({ savedAt: new Date().toISOString() })
}
