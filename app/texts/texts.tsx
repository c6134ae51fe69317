import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import { en } from './en'
import type { Language } from './language'
import { zhCN } from './zh-CN'

const catalogues = { 'zh-CN': zhCN, en }

/** Gives the tree its texts. Times are always Shanghai's, wherever server and browser stand. */
export function Texts({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <IntlProvider locale={language} messages={catalogues[language]} timeZone="Asia/Shanghai">
      {children}
    </IntlProvider>
  )
}
