import { type Purpose, proofsToComplete } from '~/domain/filing/attachment'
import type { FilingView } from '~/domain/filing/view'

/** The proof an applicant has to bring next; null: none, or the form that asks for it brings it along. */
export function wantedProof({ kind, state, may, requested, attachments, applicant }: FilingView): Purpose | null {
  if (!applicant || may.announce || may.reportOpened || !['approved', 'announcing'].includes(state)) return null
  const asked = requested ?? {}
  const announced = kind === 'change' && (asked.name !== undefined || asked.organiserId !== undefined)
  const wanted = proofsToComplete(kind, { announced, accessLost: asked.accessLost === 'yes' })
  return wanted.find((purpose) => !attachments.some((file) => file.purpose === purpose)) ?? null
}
