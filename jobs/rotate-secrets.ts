import { rotateSecrets } from '~/domain/member/rotate-secrets.server'
import type { Job } from './job'

/** Seals the second factors with the present ZHANGBEN_SECRET, so that an earlier one can be thrown away. */
export const job: Job = {
  name: 'rotate-secrets',
  usage: 'rotate-secrets [--dry-run]',
  database: true,
  async run({ ctx, flags, keyring }) {
    const dryRun = flags['dry-run'] === true
    const { current, old, lost } = await rotateSecrets(ctx, keyring, { dryRun })
    const done = dryRun ? `待重新加密 ${old} 个（试运行，没有改动）` : `已重新加密 ${old} 个`
    const lostLine = `有 ${lost} 个打不开：请把旧密钥写入 ZHANGBEN_SECRET_PREVIOUS 再运行，或请安全管理员为这些人重置动态验证码。`
    return {
      exit: lost > 0 ? 1 : 0,
      json: { dryRun, current, old, lost },
      text: [`动态验证码的密钥：${done}，原已是现用密钥 ${current} 个。`, ...(lost > 0 ? [lostLine] : [])].join('\n'),
    }
  },
}
