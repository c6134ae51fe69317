import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { collectedKinds, kindFacts, type SourceKind } from '~/domain/activity/kind'
import { Sees, UnverifiedMark } from './words'

/** The interfaces made for a platform, by its code. */
const madeFor: Record<string, SourceKind[]> = {
  wechat_mp: ['WECHAT', 'WECHAT_COMPONENT'],
  wechat_subscription: ['WECHAT', 'WECHAT_COMPONENT'],
  wechat_service: ['WECHAT', 'WECHAT_COMPONENT'],
  wechat_miniprogram: ['MINIPROGRAM'],
  weibo: ['WEIBO'],
  bilibili: ['BILIBILI'],
  douyin: ['DOUYIN'],
  kuaishou: ['KUAISHOU'],
  app: ['APP'],
}
const anywhere: SourceKind[] = ['FEED', 'WEBSITE', 'JSON']

/** The first step: which kind, those made for other platforms folded away. Goes on by a plain GET. */
export function KindChoice({ accountId, platform }: { accountId: string; platform: { code: string; name: string } }) {
  const t = useTranslations('collection.add')
  const fitting = madeFor[platform.code] ?? []
  const others = collectedKinds.filter((kind) => !fitting.includes(kind) && !anywhere.includes(kind))
  return (
    <Form method="get" className="panel">
      <h2>{t('step1')}</h2>
      <input type="hidden" name="account" value={accountId} />
      <Kinds title={t('anywhere')} kinds={anywhere} chosen="FEED" />
      {fitting.length > 0 && <Kinds title={t('fitting', { platform: platform.name })} kinds={fitting} />}
      <details>
        <summary>{t('others')}</summary>
        <Kinds title={t('others')} kinds={others} />
      </details>
      <div className="form-actions">
        <button className="button" type="submit">
          {t('next')}
        </button>
      </div>
    </Form>
  )
}

function Kinds({ title, kinds, chosen }: { title: string; kinds: SourceKind[]; chosen?: SourceKind }) {
  const word = useTranslations('word.sourceKind')
  const t = useTranslations('collection.sees')
  return (
    <fieldset className="choices kind-choices">
      <legend>{title}</legend>
      {kinds.map((kind) => (
        <label key={kind} className="choice">
          <input type="radio" name="kind" value={kind} defaultChecked={kind === chosen} required />
          <span>
            <strong>{word(kind)}</strong>
            <span className="hint small">{t.rich('line', { what: () => <Sees kind={kind} /> })}</span>
            {!kindFacts[kind].verified && <UnverifiedMark kind={kind} />}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
