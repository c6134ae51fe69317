import { pinyin } from 'pinyin-pro'

export interface Spelling {
  /** Full pinyin without tones and spaces; letters and digits of the name stay. */
  pinyin: string
  initials: string
}

/** How names are typed by their sound: 甘南发布 is gannanfabu and gnfb. Remembers what it has spelled: a ledger says 教育局 a thousand times. */
export function createSpeller(): (name: string) => Spelling {
  const known = new Map<string, readonly string[]>()
  const syllables = (run: string): readonly string[] => {
    if (!/\p{Script=Han}/u.test(run)) return [...run.toLowerCase().replace(/[^a-z0-9]/g, '')]
    const before = known.get(run)
    if (before) return before
    const spelled = pinyin(run, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
      syllable.toLowerCase().replace(/[^a-z]/g, ''),
    )
    known.set(run, spelled)
    return spelled
  }
  return (name) => {
    const parts = name
      .normalize('NFKC')
      .split(/(\p{Script=Han}+)/u)
      .flatMap(syllables)
    return { pinyin: parts.join(''), initials: parts.map((part) => part.slice(0, 1)).join('') }
  }
}
