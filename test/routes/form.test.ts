import { expect, test } from 'vitest'
import { z } from 'zod'
import { type FormProblem, submit } from '~/api/form.server'

const schema = z.strictObject({ id: z.string(), reason: z.string().min(3, '理由至少 3 个字。'), rows: z.array(z.string()).optional() })
type Input = z.input<typeof schema>

function aForm(fields: [string, string][]): Request {
  return new Request('http://localhost/x', { method: 'POST', body: new URLSearchParams(fields) })
}

/** What the answer carries: where it leads, or what it says about the form. */
function outcome(answer: Awaited<ReturnType<typeof submit>>): { to: string | null } | { status: number | undefined; problem: FormProblem } {
  return 'init' in answer ? { status: answer.init?.status, problem: answer.data } : { to: answer.headers.get('location') }
}

test('a form is read, checked with the schema, sent and leads on', async () => {
  const sent: Input[] = []
  const call = async (input: Input) => {
    sent.push(input)
    return { number: 7 }
  }
  const request = aForm([
    ['reason', '名称待定'],
    ['rows[]', '2'],
    ['intent', 'save'],
    ['reason-note', ''],
  ])
  const answer = await submit(request, schema, { id: 'a' }, call, ({ number }) => `/done/${number}`)
  expect(outcome(answer)).toEqual({ to: '/done/7' })
  expect(sent).toEqual([{ id: 'a', reason: '名称待定', rows: ['2'] }])
})

test('what does not parse, and what the procedure refuses, comes back with everything typed', async () => {
  const never = () => Promise.reject(new Error('not called'))
  expect(outcome(await submit(aForm([['reason', '短']]), schema, { id: 'a' }, never, '/'))).toMatchObject({
    status: 422,
    problem: { fields: { reason: '理由至少 3 个字。' }, values: { reason: '短' } },
  })
  expect(outcome(await submit(aForm([['reason', '']]), schema, { id: 'a' }, never, '/'))).toMatchObject({
    problem: { fields: { reason: '请填写这一项。' } },
  })

  const refused = () => Promise.reject(Response.json({ message: '已有人改过。', reason: 'stale', fields: {} }, { status: 409 }))
  expect(outcome(await submit(aForm([['reason', '名称待定']]), schema, { id: 'a' }, refused, '/'))).toMatchObject({
    status: 409,
    problem: { message: '已有人改过。', reason: 'stale', values: { reason: '名称待定' } },
  })
})

test('a redirect and a fault of ours pass through', async () => {
  const away = () => Promise.reject(new Response(null, { status: 302, headers: { location: '/sign-in' } }))
  await expect(submit(aForm([['reason', '名称待定']]), schema, { id: 'a' }, away, '/')).rejects.toMatchObject({ status: 302 })
  const broken = () => Promise.reject(new Response(null, { status: 500 }))
  await expect(submit(aForm([['reason', '名称待定']]), schema, { id: 'a' }, broken, '/')).rejects.toMatchObject({ status: 500 })
})
