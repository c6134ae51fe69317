import { addPattern, previewPattern } from '~/domain/activity/add-pattern.server'
import { addSource } from '~/domain/activity/add-source.server'
import { changeSource } from '~/domain/activity/change-source.server'
import { pauseSource } from '~/domain/activity/pause-source.server'
import { getCollection, getKeptSweep } from '~/domain/activity/read-collection.server'
import { listCredentials } from '~/domain/activity/read-credentials.server'
import { findSources, getSource, listRuns } from '~/domain/activity/read-sources.server'
import { resumeSource } from '~/domain/activity/resume-source.server'
import { saveCredential } from '~/domain/activity/save-credential.server'
import {
  addSourceInput,
  changeSourceInput,
  findSourcesInput,
  listCredentialsInput,
  listRunsInput,
  patternInput,
  pauseSourceInput,
  saveCredentialInput,
  sourceIdInput,
  stopSourceInput,
  trySourceInput,
} from '~/domain/activity/source-inputs'
import { stopSource } from '~/domain/activity/stop-source.server'
import { trySource, tryStandingSource } from '~/domain/activity/try-source.server'
import { readSettings } from '~/infra/env.server'
import { getRuntime } from '~/infra/runtime.server'
import { createSafeFetch } from '~/infra/safe-fetch.server'
import { procedure, router } from './procedures.server'

export const sourceRouter = router({
  list: procedure('source.list')
    .input(findSourcesInput)
    .query(({ ctx, input }) => findSources(ctx, input)),
  get: procedure('source.get')
    .input(sourceIdInput)
    .query(({ ctx, input }) => getSource(ctx, input)),
  runs: procedure('source.runs')
    .input(listRunsInput)
    .query(({ ctx, input }) => listRuns(ctx, input)),
  collection: procedure('source.collection').query(({ ctx }) => getCollection(ctx)),
  sweep: procedure('source.sweep').query(({ ctx }) => getKeptSweep(ctx)),
  credentials: procedure('source.credentials')
    .input(listCredentialsInput)
    .query(({ ctx, input }) => listCredentials(ctx, input)),
  try: procedure('source.try')
    .input(trySourceInput)
    .mutation(({ ctx, input }) => trySource(ctx, trialTools(), input)),
  tryStanding: procedure('source.tryStanding')
    .input(sourceIdInput)
    .mutation(({ ctx, input }) => tryStandingSource(ctx, trialTools(), input)),
  add: procedure('source.add')
    .input(addSourceInput)
    .mutation(({ ctx, input }) => addSource(ctx, getRuntime().keyring, input)),
  change: procedure('source.change')
    .input(changeSourceInput)
    .mutation(({ ctx, input }) => changeSource(ctx, input)),
  pause: procedure('source.pause')
    .input(pauseSourceInput)
    .mutation(({ ctx, input }) => pauseSource(ctx, input)),
  resume: procedure('source.resume')
    .input(sourceIdInput)
    .mutation(({ ctx, input }) => resumeSource(ctx, input)),
  stop: procedure('source.stop')
    .input(stopSourceInput)
    .mutation(({ ctx, input }) => stopSource(ctx, input)),
  saveCredential: procedure('source.saveCredential')
    .input(saveCredentialInput)
    .mutation(({ ctx, input }) => saveCredential(ctx, getRuntime().keyring, input)),
  previewPattern: procedure('source.previewPattern')
    .input(patternInput)
    .query(({ ctx, input }) => previewPattern(ctx, input)),
  addPattern: procedure('source.addPattern')
    .input(patternInput)
    .mutation(({ ctx, input }) => addPattern(ctx, input)),
})

/** A trial is one look, past the lanes: a person waits for it. Nothing is tried twice. */
function trialTools() {
  const { allowCidr, platforms } = readSettings()
  return { fetch: createSafeFetch({ allow: allowCidr, spacing: 0, retries: 0 }), keyring: getRuntime().keyring, platforms }
}
