/** zh-CN is the base: every text is written there first. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** Each language by its own name, for the switch. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', en: 'English' }

/** The language for a wish; what we do not have becomes the base. */
export function languageFor(wish: string | null): Language {
  return languages.find((language) => language === wish) ?? 'zh-CN'
}
