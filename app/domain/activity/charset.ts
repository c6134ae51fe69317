export interface Decoded {
  text: string
  charset: string
  notes: string[]
}

const byteOrderMarks: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * Text of a document of unknown charset. In order: byte order mark, HTTP header, XML declaration, strict UTF-8, else GB18030.
 * A declared charset that the bytes contradict is passed over with a note; so is a header of ISO-8859-1, which servers send of everything and no
 * bytes contradict, unless the document says the same.
 */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = byteOrderMarks.find(([head]) => head.every((byte, i) => bytes[i] === byte))
  if (mark) return { text: new TextDecoder(mark[1]).decode(bytes), charset: mark[1], notes: [] }

  const notes: string[] = []
  const [header, inside] = [charsetOf(contentType), declaredIn(bytes)]
  const isDefault = isLatin(header) && !isLatin(inside) && !isAscii(bytes)
  for (const declared of [header, inside]) {
    if (declared === null) continue
    const text = declared === header && isDefault ? null : strictly(bytes, widened(declared))
    if (text !== null) return { text, charset: widened(declared), notes }
    notes.push(`声明的字符集 ${declared} 与内容不符，已另行识别。`)
  }
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, charset: 'utf-8', notes }
  notes.push('内容不是 UTF-8，按 GB18030 读取。')
  return { text: new TextDecoder('gb18030').decode(bytes), charset: 'gb18030', notes }
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null
}

function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400))
  const declared = /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? null
  return declared !== null && /^utf-?16|^ucs/i.test(declared) ? null : declared // a declaration readable as ASCII is not in UTF-16
}

/** ISO-8859-1 and its other names, US-ASCII among them: all of them are read as windows-1252. */
function isLatin(charset: string | null): boolean {
  try {
    return charset !== null && new TextDecoder(charset).encoding === 'windows-1252'
  } catch {
    return false // unknown name
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}

/** GB2312 and GBK are subsets of GB18030 and often carry characters beyond what they claim. */
function widened(charset: string): string {
  return /^(gb2312|gbk|gb_2312-80|x-gbk|cp936|ms936|hz-gb-2312)$/i.test(charset) ? 'gb18030' : charset.toLowerCase()
}

function strictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null // unknown name, or bytes that do not fit it
  }
}
