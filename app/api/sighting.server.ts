import type { z } from 'zod'
import { addManualPostInput } from '~/domain/activity/inputs'
import { addInspectionInput } from '~/domain/activity/source-inputs'
import type { Api } from './caller.server'
import { attempt, problem, submitValues } from './form.server'
import { receiveUpload } from './upload.server'

/** As a browser writes it; the office's clock is Shanghai's. */
const localTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/
const timeHint = '请填写日期和时间，如 2026-09-30 10:00。'

/** A post somebody saw, with a picture of it where one was chosen. */
export async function answerManualPost(api: Api, request: Request, accountId: string) {
  const { values, upload, given, refused } = await receiveUpload(request, 'activity.addManual')
  if (given && !upload) return refused
  const { intent: _, ...typed } = values
  if (typed.publishedAt && !isTime(typed.publishedAt)) return problem(422, { fields: { publishedAt: timeHint }, values: typed })
  const picture = upload ? { screenshotHash: upload.fileHash, screenshotName: upload.fileName } : {}
  const add = (input: z.input<typeof addManualPostInput>) => api.activity.addManual({ ...input, publishedAt: timeOf(input.publishedAt) })
  return submitValues(typed, addManualPostInput, { accountId, ...picture }, add, `/accounts/${accountId}#posts`)
}

const seen = 'seen.'

/** How an inspector found the account; the picture is what makes it evidence. Its fields are named `seen.…`: two such forms stand on the page. */
export async function answerInspection(api: Api, request: Request, accountId: string) {
  const { values, upload, refused } = await receiveUpload(request, 'activity.addInspection', '请上传账号主页截图。')
  if (!upload) return refused
  const lastPostAt = values[`${seen}lastPostAt`]
  if (lastPostAt && !isTime(lastPostAt)) return problem(422, { fields: { [`${seen}lastPostAt`]: timeHint }, values })
  const typed = Object.entries(values).filter(([name, value]) => name.startsWith(seen) && value !== '')
  const input = {
    ...Object.fromEntries(typed.map(([name, value]) => [name.slice(seen.length), value])),
    ...{ accountId, screenshotHash: upload.fileHash, screenshotName: upload.fileName },
  }
  const parsed = addInspectionInput.safeParse(input)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => [`${seen}${issue.path.join('.')}`, issue.message])
    return problem(422, { fields: Object.fromEntries(fields), values })
  }
  const add = () => api.activity.addInspection({ ...parsed.data, ...(lastPostAt && { lastPostAt: timeOf(lastPostAt) }) })
  return attempt(add, `/accounts/${accountId}#posts`, values)
}

function isTime(text: string | string[]): boolean {
  return typeof text === 'string' && localTime.test(text)
}

function timeOf(text: unknown): Date {
  return new Date(`${text}+08:00`)
}
