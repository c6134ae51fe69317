import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Noto Serif SC (OFL-1.1), which may be embedded: all of GBK and more, no Tibetan. */
export const serif = {
  normal: require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
}

let known: Promise<(letter: string) => boolean> | undefined

/** Whether the serif has a letter, by its own table (OpenType cmap, format 12). */
export function drawable(): Promise<(letter: string) => boolean> {
  known ??= readFile(serif.normal).then((file) => {
    const groups = groupsOf(new DataView(file.buffer, file.byteOffset, file.byteLength))
    return (letter) => {
      const code = letter.codePointAt(0) ?? 0
      return groups.some(([first, last]) => first <= code && code <= last)
    }
  })
  return known
}

function groupsOf(font: DataView): [first: number, last: number][] {
  const table = Array.from({ length: font.getUint16(4) }, (_, i) => 12 + 16 * i).find((at) => font.getUint32(at) === 0x636d6170) // 'cmap'
  const cmap = table === undefined ? 0 : font.getUint32(table + 8)
  const full = Array.from({ length: font.getUint16(cmap + 2) }, (_, i) => cmap + font.getUint32(cmap + 8 + 8 * i)).find(
    (at) => font.getUint16(at) === 12,
  )
  if (!cmap || full === undefined) throw new Error('the font has no full character table')
  return Array.from({ length: font.getUint32(full + 12) }, (_, i) => {
    const at = full + 16 + 12 * i
    return [font.getUint32(at), font.getUint32(at + 4)]
  })
}
