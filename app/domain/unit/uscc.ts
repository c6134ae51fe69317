const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const innerAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** A code as it is stored: half-width capitals without spaces or hyphens. */
export function foldUscc(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}

/** Whether a folded 统一社会信用代码 passes its own check (GB 32100-2015) and that of the organisation code inside it (GB 11714-1997). */
export function isUscc(code: string): boolean {
  return shape.test(code) && code[17] === checkCharacter(code) && code[16] === innerCheckCharacter(code.slice(8, 16))
}

function checkCharacter(code: string): string | undefined {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

function innerCheckCharacter(body: string): string {
  const sum = innerWeights.reduce((total, weight, i) => total + weight * innerAlphabet.indexOf(body[i] ?? ''), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
