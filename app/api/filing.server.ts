import { addNote } from '~/domain/filing/add-note.server'
import { announceEnding } from '~/domain/filing/announce.server'
import { askSignature } from '~/domain/filing/ask-signature.server'
import { attachFile } from '~/domain/filing/attach.server'
import { checkName } from '~/domain/filing/check-name.server'
import { completeFiling } from '~/domain/filing/complete.server'
import { countQueues } from '~/domain/filing/count-queues.server'
import { decideFiling } from '~/domain/filing/decide.server'
import { delegate } from '~/domain/filing/delegate.server'
import { endDelegation } from '~/domain/filing/end-delegation.server'
import { findAttachment } from '~/domain/filing/find-attachment.server'
import { findPublic } from '~/domain/filing/find-public.server'
import { recordOf } from '~/domain/filing/find-record.server'
import { getFiling } from '~/domain/filing/get.server'
import {
  announceInput,
  attachInput,
  checkNameInput,
  completeFilingInput,
  decideFilingInput,
  delegateInput,
  filingIdInput,
  findPublicInput,
  listExceptionsInput,
  listFilingsInput,
  listWatchedInput,
  noteInput,
  recordUpwardInput,
  removeAttachmentInput,
  renewExceptionInput,
  replyInput,
  reportOpenedInput,
  returnEvidenceInput,
  saveDraftInput,
  submitFilingInput,
  takeUpInput,
  withdrawFilingInput,
} from '~/domain/filing/inputs'
import { listColleagues } from '~/domain/filing/list-colleagues.server'
import { listDelegations } from '~/domain/filing/list-delegations.server'
import { listExceptions } from '~/domain/filing/list-exceptions.server'
import { listWatched } from '~/domain/filing/list-watched.server'
import { listFilings } from '~/domain/filing/read.server'
import { recordUpward } from '~/domain/filing/record-upward.server'
import { removeAttachment } from '~/domain/filing/remove-attachment.server'
import { renewException } from '~/domain/filing/renew-exception.server'
import { getReply } from '~/domain/filing/reply/file.server'
import { reportOpened, returnEvidence } from '~/domain/filing/report-opened.server'
import { saveDraft } from '~/domain/filing/save-draft.server'
import { submitFiling } from '~/domain/filing/submit.server'
import { takeUpFiling } from '~/domain/filing/take-up.server'
import { withdrawFiling } from '~/domain/filing/withdraw.server'
import { getRuntime } from '~/infra/runtime.server'
import { procedure, router } from './procedures.server'

export const filingRouter = router({
  list: procedure('filing.list')
    .input(listFilingsInput)
    .query(({ ctx, input }) => listFilings(ctx, input)),
  get: procedure('filing.get')
    .input(filingIdInput)
    .query(({ ctx, input }) => getFiling(ctx, input)),
  counts: procedure('filing.counts').query(({ ctx }) => countQueues(ctx)),
  file: procedure('filing.file')
    .input(removeAttachmentInput)
    .query(({ ctx, input }) => findAttachment(ctx, getRuntime().files, input)),
  record: procedure('filing.record')
    .input(filingIdInput)
    .query(({ ctx, input }) => recordOf(ctx, input)),
  find: procedure('filing.find')
    .input(findPublicInput)
    .query(({ ctx, input }) => findPublic(ctx, input)),
  checkName: procedure('filing.checkName')
    .input(checkNameInput)
    .query(({ ctx, input }) => checkName(ctx, input)),
  saveDraft: procedure('filing.saveDraft')
    .input(saveDraftInput)
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  askSignature: procedure('filing.askSignature')
    .input(filingIdInput)
    .mutation(({ ctx, input }) => askSignature(ctx, input)),
  submit: procedure('filing.submit')
    .input(submitFilingInput)
    .mutation(({ ctx, input }) => submitFiling(ctx, input)),
  withdraw: procedure('filing.withdraw')
    .input(withdrawFilingInput)
    .mutation(({ ctx, input }) => withdrawFiling(ctx, input)),
  attach: procedure('filing.attach')
    .input(attachInput)
    .mutation(({ ctx, input }) => attachFile(ctx, getRuntime().files, input)),
  removeAttachment: procedure('filing.removeAttachment')
    .input(removeAttachmentInput)
    .mutation(({ ctx, input }) => removeAttachment(ctx, input)),
  takeUp: procedure('filing.takeUp')
    .input(takeUpInput)
    .mutation(({ ctx, input }) => takeUpFiling(ctx, input)),
  decide: procedure('filing.decide')
    .input(decideFilingInput)
    .mutation(({ ctx, input }) => decideFiling(ctx, input)),
  reportOpened: procedure('filing.reportOpened')
    .input(reportOpenedInput)
    .mutation(({ ctx, input }) => reportOpened(ctx, input)),
  returnEvidence: procedure('filing.returnEvidence')
    .input(returnEvidenceInput)
    .mutation(({ ctx, input }) => returnEvidence(ctx, input)),
  announce: procedure('filing.announce')
    .input(announceInput)
    .mutation(({ ctx, input }) => announceEnding(ctx, input)),
  complete: procedure('filing.complete')
    .input(completeFilingInput)
    .mutation(({ ctx, input }) => completeFiling(ctx, input)),
  addNote: procedure('filing.addNote')
    .input(noteInput)
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  reply: procedure('filing.reply')
    .input(replyInput)
    .query(({ ctx, input }) => getReply(ctx, input, getRuntime().origin)),
  colleagues: procedure('filing.colleagues')
    .input(filingIdInput)
    .query(({ ctx, input }) => listColleagues(ctx, input)),
  delegations: procedure('filing.delegations').query(({ ctx }) => listDelegations(ctx)),
  delegate: procedure('filing.delegate')
    .input(delegateInput)
    .mutation(({ ctx, input }) => delegate(ctx, input)),
  endDelegation: procedure('filing.endDelegation')
    .input(filingIdInput)
    .mutation(({ ctx, input }) => endDelegation(ctx, input)),
  recordUpward: procedure('filing.recordUpward')
    .input(recordUpwardInput)
    .mutation(({ ctx, input }) => recordUpward(ctx, input)),
  exceptions: procedure('filing.exceptions')
    .input(listExceptionsInput)
    .query(({ ctx, input }) => listExceptions(ctx, input)),
  renewException: procedure('filing.renewException')
    .input(renewExceptionInput)
    .mutation(({ ctx, input }) => renewException(ctx, input)),
  watched: procedure('filing.watched')
    .input(listWatchedInput)
    .query(({ ctx, input }) => listWatched(ctx, input)),
})
