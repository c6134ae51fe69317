import { dayOf } from '~/domain/calendar/day'
import { type Role, roles } from '~/domain/context'
import { Usage } from '~/domain/errors'
import { inviteMember } from '~/domain/member/invite.server'
import { roleLabels } from '~/domain/member/member'
import { readPublicOrigin } from '~/infra/env.server'
import type { Job } from './job'

/** Enters a person and prints their one-time sign-in link: how an empty installation gets its first people. */
export const job: Job = {
  name: 'invite',
  usage:
    'invite --role <registrar|reporter|unitLeader|leadership|inspector|systemAdmin|securityAdmin|auditor> --name <姓名> [--unit <单位全称或别名>]',
  database: true,
  async run({ ctx, flags }) {
    const role = roleOf(flags.role)
    if (typeof flags.name !== 'string') throw new Usage('usage', '缺少 --name：请写明被邀请人的姓名。')
    const unit = typeof flags.unit === 'string' ? flags.unit : undefined
    const invitation = await inviteMember(ctx, { name: flags.name, roles: [role], ...(unit && { unit }) })
    const link = `${readPublicOrigin() ?? 'http://localhost:3000'}/link/${invitation.token}`
    return {
      exit: 0,
      json: {
        userId: invitation.userId,
        name: invitation.name,
        role,
        unit: unit ?? null,
        link,
        expiresAt: invitation.expiresAt.toISOString(),
      },
      text: `${invitation.name}（${roleLabels[role]}）的一次性登录链接，${dayOf(invitation.expiresAt)} 前有效：\n${link}`,
    }
  },
}

function roleOf(flag: string | true | undefined): Role {
  const role = roles.find((known) => known === flag)
  if (!role) throw new Usage('usage', `--role 须是 ${roles.map((known) => `${known}（${roleLabels[known]}）`).join('、')} 之一。`)
  return role
}
