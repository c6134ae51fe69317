import { openAnchors } from '~/domain/audit/anchors.server'
import { flawSentence, type Proof } from '~/domain/audit/proof'
import { verifyAudit } from '~/domain/audit/verify.server'
import { verifyArchiveFile } from '~/domain/audit/verify-archive-file.server'
import { Usage } from '~/domain/errors'
import { unprotected } from '~/infra/audit-protection.server'
import { readSettings } from '~/infra/env.server'
import type { Job, JobCall } from './job'

/** Proves the audit, or one archive file. Exit 1 when something does not hold together. Leaves everything as it was. */
export const job: Job = {
  name: 'audit-verify',
  usage: `audit-verify [--archive <file>]
核验审计记录：逐条重算、逐条衔接，并与数据库之外的锚点比对。--archive 核验一个归档文件。只读，不写入任何内容。`,
  database: true,
  readOnly: true,
  async run(call) {
    if (call.args.length > 0) throw new Usage('usage', `多余的参数：${call.args.join(' ')}`)
    const proof = await prove(call)
    return { exit: proof.ok ? 0 : 1, json: proof, text: textOf(proof) }
  },
}

function prove(call: JobCall): Promise<Proof> {
  const { pool } = call.ctx
  const anchors = openAnchors(readSettings().anchors, () => call.keyring)
  const archive = call.flags.archive
  if (typeof archive === 'string') return verifyArchiveFile(pool, anchors, call.path(archive))
  return verifyAudit(pool, anchors, (rows) => call.report(`已核验 ${rows} 条……`))
}

function textOf({ ok, rows, firstSeq, lastSeq, flaws, anchor, archives, protected: kept }: Proof): string {
  const span = rows > 0 ? `第 ${firstSeq} 至 ${lastSeq} 条` : '没有记录'
  const { compared, covered, unverified, foreign } = anchor
  return [
    ok ? `审计记录完整：共核验 ${rows} 条（${span}）。` : `审计记录有问题：共核验 ${rows} 条（${span}）。`,
    ...flaws.map(flawSentence),
    `锚点 ${anchor.file}：比对 ${compared} 个，已归档 ${covered} 个，密钥不明 ${unverified} 个，其他数据库 ${foreign} 个。`,
    `已登记归档 ${archives} 段，各以 --archive 单独核验。`,
    ...(kept ? [] : [unprotected]),
  ].join('\n')
}
