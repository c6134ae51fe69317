import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const installed = '/usr/bin/chromium'
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']

/**
 * A real Chromium: Debian's where it is installed, else the one npm brought. `await using browser = await aBrowser()`.
 * Without the arguments its package proposes: they run everything in one process, where all windows share the cookies of the first.
 */
export async function aBrowser(): Promise<Browser> {
  if (existsSync(installed)) return chromium.launch({ executablePath: installed, args })
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packaged.executablePath(), args })
}

export interface Visit {
  page: Page
  /** What the browser complained about: console errors, failed scripts, broken content policy. A clean visit leaves it empty. */
  complaints: string[]
}

/** A fresh person at a browser window; 1280 px wide with JavaScript unless told otherwise. */
export async function aVisit(browser: Browser, options: { javaScript?: boolean; width?: number } = {}): Promise<Visit> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(40_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 A and AA on the page as it stands, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(`axe
    .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(', ')))`)
}
