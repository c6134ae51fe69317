import { data } from '@remix-run/node'
import type { z } from 'zod'
import type { Api } from './caller.server'
import { type FormProblem, formValues, submit } from './form.server'

/** What a form with a choice of units gives back: what was typed, what is wrong, the units its search found. */
export interface UnitChoiceAnswer extends FormProblem {
  /** Only looked for units, nothing was refused. */
  searched: boolean
  found: { id: string; name: string }[]
}

/** `submit` for a form in which a unit is looked for by name, by a button of the same form. */
export async function submitWithUnits<S extends z.ZodType, R>(
  ...[api, request, schema, extra, call, to]: [Api, ...Parameters<typeof submit<S, R>>]
) {
  const form = await request.clone().formData()
  const values = formValues(form)
  const q = typeof values.unitQuery === 'string' ? values.unitQuery.trim().slice(0, 100) : ''
  if (form.get('intent') === 'find')
    return answerOf({ message: null, reason: null, fields: {}, values }, 200, true, await api.member.units({ q }))
  const answer = await submit(request, schema, extra, call, to)
  if (!('data' in answer)) return answer
  return answerOf(answer.data, answer.init?.status ?? 422, false, await api.member.units({ q }))
}

function answerOf(problem: FormProblem, status: number, searched: boolean, found: UnitChoiceAnswer['found']) {
  const body: UnitChoiceAnswer = { ...problem, searched, found }
  return data(body, { status })
}
