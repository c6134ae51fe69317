import { createCache, StyleProvider } from '@ant-design/cssinjs'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { useNonce } from './nonce'
import { theme } from './theme.mjs'

dayjs.locale('zh-cn')

/** One for all requests: with zeroRuntime the stylesheet is a file, and nothing is collected per page. */
const cache = createCache()

/** Gives antd its theme, words and stylesheet. Stands around the signed-in screens only. */
export function Kit({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const locale = useLocale() === 'en' ? enUS : zhCN
  return (
    <StyleProvider cache={cache}>
      <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }} {...(nonce && { csp: { nonce } })}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  )
}

/** Address of the kit's stylesheet, for a route's `links`. */
export const kitStylesheet = import.meta.env.VITE_KIT_CSS ?? ''
