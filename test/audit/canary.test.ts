import { expect, test } from 'vitest'
import { importLedger } from '~/domain/account/import-ledger.server'
import { unmaskContact } from '~/domain/account/unmask-contact.server'
import { exportAudit } from '~/domain/audit/export.server'
import { changePassword } from '~/domain/member/change-password.server'
import { inviteMember, issueLink } from '~/domain/member/invite.server'
import { openLink } from '~/domain/member/open-link.server'
import { confirmEnrolment, giveSecondFactor, offerSecondFactor } from '~/domain/member/second-factor.server'
import { createSession } from '~/domain/member/session.server'
import { signIn } from '~/domain/member/sign-in.server'
import { aLedger, aRow } from '../account/ledger'
import { codeOf } from '../support/authenticator'
import { aSite, signedInBy } from '../support/people'
import { aWorld, today } from '../support/world'

const phone = '13909417788'
const [first, second, wrong] = ['Canary-Yak-Butter-71', 'Canary-Prayer-Wheel-82', 'Canary-Wrong-Guess-93']

test('AUD-8 no password, token, key, code or phone number is in the audit, whatever people did', async () => {
  await using world = await aWorld()
  const { db } = world.database
  const ledger = aLedger([aRow({ 平台账号ID: '6230', 联系人: '李四', 联系电话: phone })])
  await importLedger(world.ctx(), ledger, {})
  const account = await db.account.findFirstOrThrow()
  await unmaskContact(world.ctx(), { id: account.id })

  const invited = await inviteMember(world.ctx(), { name: '卓玛', roles: ['registrar'] })
  const token = await openLink(
    world.ctx({ actor: { kind: 'visitor' } }),
    { token: invited.token, credentials: { username: 'zhuoma', password: first, repeat: first } },
    aSite,
  )
  const inside = (await signedInBy(world, token, today)) ?? expect.fail('nobody is signed in')
  const { key } = await offerSecondFactor(inside, aSite)
  const enrolled = await confirmEnrolment(inside, aSite, { code: codeOf(key, today) })
  const strong = (await signedInBy(world, enrolled, today)) ?? expect.fail('nobody is signed in')
  await changePassword(strong, aSite, { current: wrong, password: second, repeat: second }).catch(() => undefined)
  const changed = await changePassword(strong, aSite, { current: first, password: second, repeat: second })
  await signIn(world.ctx({ actor: { kind: 'visitor' } }), { username: 'zhuoma', password: wrong }).catch(() => undefined)
  const later = new Date(today.getTime() + 60_000)
  const again = await db.$transaction((tx) => createSession(tx, later, { userId: invited.userId, method: 'password', origin: {} }))
  const owing = (await signedInBy(world, again, later)) ?? expect.fail('nobody is signed in')
  await giveSecondFactor(owing, aSite, { code: '000000' }).catch(() => undefined)
  const given = await giveSecondFactor(owing, aSite, { code: codeOf(key, later) })
  const renewed = await issueLink(world.ctx(), invited.userId)
  await exportAudit(world.ctx(), { person: 'zhuoma' })

  const { totpSecret, passwordHash } = await db.user.findUniqueOrThrow({ where: { id: invited.userId } })
  const secrets = [phone, first, second, wrong, key, totpSecret, passwordHash]
  const codes = [codeOf(key, today), codeOf(key, later), '000000']
  const tokens = [invited.token, token, enrolled, changed, again, given, renewed.token]
  const rows = await db.$queryRaw<{ row: string }[]>`SELECT e::text AS row FROM "AuditEvent" e`
  const text = rows.map(({ row }) => row).join('\n')
  expect(rows.length).toBeGreaterThan(9)
  expect([...secrets, ...tokens].filter((secret) => secret !== null && text.includes(secret))).toEqual([])
  const details = (await db.auditEvent.findMany({ select: { detail: true } })).map(({ detail }) => JSON.stringify(detail)).join('\n')
  expect(codes.filter((code) => details.includes(code))).toEqual([])
  expect(details).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)|\$argon2|\bv1\.[0-9a-f]{12}\./)
})
