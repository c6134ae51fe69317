import type { Refusal } from './errors.server'
import type { FormProblem, FormValues } from './form.server'

/** What a query answers, or, where it is refused, the sentences for the form that asked. */
export async function asked<R>(
  call: () => Promise<R>,
  values: FormValues,
): Promise<{ answer: R; problem: undefined } | { answer: null; problem: FormProblem }> {
  try {
    return { answer: await call(), problem: undefined }
  } catch (thrown) {
    if (!(thrown instanceof Response) || thrown.status < 400 || thrown.status >= 500) throw thrown
    const refusal: Refusal = await thrown.json()
    return { answer: null, problem: { ...refusal, values } }
  }
}
