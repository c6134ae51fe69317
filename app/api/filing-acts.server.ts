import { data } from '@remix-run/node'
import { z } from 'zod'
import { type Purpose, purposes } from '~/domain/filing/attachment'
import {
  announceInput,
  attachInput,
  completeFilingInput,
  decideFilingInput,
  filingIdInput,
  noteInput,
  removeAttachmentInput,
  reportOpenedInput,
  submitFilingInput,
  takeUpInput,
} from '~/domain/filing/inputs'
import type { Api } from './caller.server'
import { type FormProblem, type FormValues, formOf, formValues, problem, submitValues } from './form.server'
import { isUpload, receiveUpload } from './upload.server'

/** A refused act, and which form of the page it was. */
export interface FilingActProblem extends FormProblem {
  act: string
}

/** One form of a filing's page, sent. Every act leads back to the page, which says what was done. */
export async function answerFilingAct(api: Api, request: Request, id: string) {
  const { intent, values, attached } = isUpload(request) ? await withFile(api, request, id) : await plain(request)
  const answer = attached ?? (await act(api, id, intent, values))
  return 'data' in answer ? data<FilingActProblem>({ ...answer.data, act: intent }, answer.init ?? {}) : answer
}

async function plain(request: Request) {
  const form = await formOf(request)
  return { intent: String(form.get('intent') ?? ''), values: formValues(form), attached: null }
}

const uploadForm = z.strictObject({ purpose: z.enum(purposes, '请选择这是什么材料。'), provenOn: attachInput.shape.provenOn })

/** Acts that bring their proof along: it is attached first, and stays where the rest of the form is refused. */
const proofOf: Record<string, Purpose> = { reportOpened: 'screenshot', announce: 'announcement' }

async function withFile(api: Api, request: Request, id: string) {
  const { values: sent, upload, refused, given } = await receiveUpload(request, 'filing.attach', '请选择一个 PDF、PNG 或 JPG 文件。')
  const { intent: named, ...values } = sent
  const intent = typeof named === 'string' ? named : ''
  const proof = proofOf[intent]
  if (!upload) return { intent, values, attached: proof && !given ? null : refused }
  const { purpose, provenOn, ...rest } = values
  const attach = (typed: z.input<typeof uploadForm>) => api.filing.attach({ ...typed, ...upload, id })
  const typed = { purpose: proof ?? purpose ?? '', provenOn: (intent === 'announce' ? values.announcedOn : provenOn) ?? '' }
  const attached = await submitValues(typed, uploadForm, {}, attach, back(id, 'attached'))
  if (!proof) return { intent, values: rest, attached: 'data' in attached ? kept(attached, values) : attached }
  return { intent, values: rest, attached: 'data' in attached ? kept(attached, values) : null }
}

/** What was refused of the file comes back with everything else that was typed. */
function kept<R extends { data: FormProblem }>(answer: R, values: FormValues): R {
  return { ...answer, data: { ...answer.data, values } }
}

function back(id: string, done: string): string {
  return `/filings/${id}?done=${done}`
}

/** Each act with its own schema and procedure. */
function act(api: Api, id: string, intent: string, values: FormValues) {
  const { filing } = api
  const own = { id }
  switch (intent) {
    case 'askSignature':
      return submitValues(values, filingIdInput, own, filing.askSignature, back(id, 'asked'))
    case 'submit':
      return submitValues(values, submitFilingInput, own, filing.submit, ({ state }) => back(id, submitted[state] ?? 'submitted'))
    case 'removeAttachment':
      return submitValues(values, removeAttachmentInput, own, filing.removeAttachment, back(id, 'removed'))
    case 'takeUp':
      return submitValues(values, takeUpInput, own, filing.takeUp, back(id, values.assigneeId ? 'assigned' : 'takenUp'))
    case 'pass':
      return submitValues(values, decideFilingInput, { id, decision: 'pass' }, filing.decide, ({ state }) =>
        back(id, passed[state] ?? 'approved'),
      )
    case 'reportOpened':
      return submitValues(values, reportOpenedInput, own, filing.reportOpened, back(id, 'evidence'))
    case 'announce':
      return submitValues(values, announceInput, own, filing.announce, back(id, 'announced'))
    case 'complete':
      return submitValues(values, completeFilingInput, own, filing.complete, back(id, 'completed'))
    case 'note':
      return submitValues(values, noteInput, own, filing.addNote, back(id, 'noted'))
    default:
      return Promise.resolve(problem(422, { values }))
  }
}

const submitted: Record<string, string> = { registered: 'reported', 'in-review': 'resubmitted' }
const passed: Record<string, string> = { 'in-review': 'forwarded', registered: 'completed' }
