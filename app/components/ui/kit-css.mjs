/** Prints the kit's whole stylesheet for our theme. The build runs it under NODE_ENV=production: class names differ otherwise. */
import extract from '@ant-design/static-style-extract'
import { ConfigProvider } from 'antd'
import { createElement } from 'react'
import { theme } from './theme.mjs'

const css = extract.extractStyle((node) => createElement(ConfigProvider, { theme: { ...theme, zeroRuntime: false } }, node))
process.stdout.write(css)
