/**
 * The theme of the component kit. The pages and the extractor of the static stylesheet (kit-css.mjs) must share it to the letter:
 * zeroRuntime and hashed:false keep class names equal in both, the tokens pass 4.5:1 on white.
 * @type {import('antd').ThemeConfig}
 */
export const theme = {
  zeroRuntime: true,
  hashed: false,
  cssVar: { key: 'zb' },
  token: {
    colorPrimary: '#0a4fb3',
    colorLink: '#0a4fb3',
    colorSuccess: '#237804',
    colorError: '#cf1322',
    colorWarning: '#874d00',
    colorTextSecondary: 'rgba(0, 0, 0, 0.72)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
    colorTextDescription: 'rgba(0, 0, 0, 0.65)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    fontSize: 16,
    controlHeight: 40,
    borderRadius: 4,
    fontFamily: 'var(--font)',
  },
}
