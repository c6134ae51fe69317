import type { Ctx, Tx } from '~/domain/context'
import { Conflict, Invalid, Refused } from '~/domain/errors'
import { type QrPicture, qrOf } from '~/infra/qr.server'
import type { CodeInput, ConfirmEnrolmentInput } from './inputs'
import { prove } from './prove.server'
import { self } from './self'
import { endSessionsOf, rotateSession } from './session.server'
import type { Site } from './site'
import { keyUri, offeredKey, openKey, sealKey, stepOfCode, spendStep } from './totp.server'

/** What the page of the set-up shows. */
export interface Enrolment {
  key: string
  uri: string
  picture: QrPicture
  /** Set when another device is in use: a code of it is asked for too. */
  enrolledAt: Date | null
  /** The server's time: a clock that is wrong makes wrong codes. */
  serverTime: Date
}

/** The key somebody may set up as their second factor; nothing is kept before it is confirmed. */
export async function offerSecondFactor(ctx: Ctx, { keyring }: Site): Promise<Enrolment> {
  const { userId, sessionId } = self(ctx)
  const user = await ctx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, username: true, totpEnrolledAt: true },
  })
  const key = offeredKey(keyring, userId, sessionId)
  const uri = keyUri(key, user.username ?? user.name)
  return { key, uri, picture: qrOf(uri), enrolledAt: user.totpEnrolledAt, serverTime: ctx.now }
}

/**
 * Takes the offered key into use once a code shows that the device has it; where there is one already, a code of that is needed too. The
 * person's other sessions end, this one goes on under a new token, which is returned.
 * Rule: GB/T 22239-2019 8.1.4.1 d.
 * @throws Invalid code.wrong · Refused (as giveSecondFactor) · Conflict
 */
export async function confirmEnrolment(ctx: Ctx, { keyring }: Site, input: ConfirmEnrolmentInput): Promise<string> {
  const { userId, sessionId } = self(ctx)
  const before = await factorOf(ctx, userId)
  const key = offeredKey(keyring, userId, sessionId)
  const step = stepOfCode(key, input.code, ctx.now)
  if (step === null) throw new Invalid('code.wrong', wrongCode, { fields: { code: adviceOn(ctx.now) } })
  const proved = before.totpEnrolledAt ? await proveWithCode(ctx, keyring, before, input.current ?? '', 'current') : null

  return ctx.write('me.confirmEnrolment', async (tx) => {
    await proved?.spend(tx)
    const { count } = await tx.user.updateMany({
      where: { id: userId, totpSecret: before.totpSecret },
      data: { totpSecret: sealKey(keyring, userId, key), totpEnrolledAt: ctx.now, totpLastStep: step },
    })
    if (count !== 1) throw new Conflict('secondFactor.changed', '动态验证码刚刚在别处设置过了，请重新登录后再试。')
    const endedSessions = await endSessionsOf(tx, ctx.now, userId, 'second-factor', sessionId)
    const result = await rotateSession(tx, ctx.now, sessionId, { secondFactorAt: ctx.now })
    return { subject: { type: 'user', id: userId }, detail: { again: before.totpEnrolledAt !== null, endedSessions }, result }
  })
}

/**
 * Gives the second factor of a session. The session goes on under a new token, which is returned.
 * @throws Refused code.wrong, secondFactor.none, session.tooManyTries · TooMany
 */
export async function giveSecondFactor(ctx: Ctx, { keyring }: Site, { code }: CodeInput): Promise<string> {
  const { userId, sessionId } = self(ctx)
  const factor = await factorOf(ctx, userId)
  if (!factor.totpEnrolledAt) throw new Refused('secondFactor.none', '您还没有设置动态验证码。')
  const proved = await proveWithCode(ctx, keyring, factor, code)

  return ctx.write('me.giveSecondFactor', async (tx) => {
    await proved.spend(tx)
    const result = await rotateSession(tx, ctx.now, sessionId, { secondFactorAt: ctx.now })
    return { subject: { type: 'user', id: userId }, result }
  })
}

interface Factor {
  id: string
  totpSecret: string | null
  totpEnrolledAt: Date | null
  totpLastStep: number | null
}

function factorOf(ctx: Ctx, id: string): Promise<Factor> {
  return ctx.db.user.findUniqueOrThrow({ where: { id }, select: { id: true, totpSecret: true, totpEnrolledAt: true, totpLastStep: true } })
}

/** A code of the device in use; one that was used before is as wrong as any other. */
async function proveWithCode(ctx: Ctx, keyring: Site['keyring'], factor: Factor, code: string, field = 'code') {
  const step = factor.totpSecret && stepOfCode(openKey(keyring, factor.id, factor.totpSecret), code, ctx.now)
  const isFresh = typeof step === 'number' && (factor.totpLastStep === null || step > factor.totpLastStep)
  const failed = new Refused('code.wrong', wrongCode, { fields: { [field]: adviceOn(ctx.now) } })
  const forgive = await prove(ctx, { action: 'secondFactor.failed', failed, check: async () => isFresh })
  return {
    async spend(tx: Tx): Promise<void> {
      if (typeof step !== 'number' || !(await spendStep(tx, factor.id, step))) throw failed
      await forgive(tx)
    },
  }
}

const wrongCode = '验证码不对，没有通过。'

function adviceOn(now: Date): string {
  const time = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return `可能输错了，或者已经用过：请等下一个验证码再输入。总是不对时，请核对手机时间，服务器现在是北京时间 ${time}。`
}
