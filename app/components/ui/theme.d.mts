import type { ThemeConfig } from 'antd'

export const theme: ThemeConfig
