import { rotateCredentials } from '~/domain/activity/rotate-credentials.server'
import { rotateSecrets } from '~/domain/member/rotate-secrets.server'
import type { Job } from './job'

/** Seals the second factors and the authorisations of sources with the present ZHANGBEN_SECRET, so that an earlier one can be thrown away. */
export const job: Job = {
  name: 'rotate-secrets',
  usage: 'rotate-secrets [--dry-run]',
  database: true,
  async run({ ctx, flags, keyring }) {
    const dryRun = flags['dry-run'] === true
    const people = await rotateSecrets(ctx, keyring, { dryRun })
    const sources = await rotateCredentials(ctx, keyring, { dryRun })
    const [current, old, lost] = [people.current + sources.current, people.old + sources.old, people.lost + sources.lost]
    const done = dryRun ? `待重新加密 ${old} 个（试运行，没有改动）` : `已重新加密 ${old} 个`
    const lostLine = `有 ${lost} 个打不开：请把旧密钥写入 ZHANGBEN_SECRET_PREVIOUS 再运行，或请安全管理员重置动态验证码、由备案管理员重新填写采集授权。`
    return {
      exit: lost > 0 ? 1 : 0,
      json: { dryRun, current, old, lost },
      text: [`动态验证码和采集授权的密钥：${done}，原已是现用密钥 ${current} 个。`, ...(lost > 0 ? [lostLine] : [])].join('\n'),
    }
  },
}
