/** What was typed into a form whose session had ended, on its way back to the person. */
export interface HeldForm {
  /** Where it was going, with its query. */
  path: string
  /** In the order of the form; names ending in [] may come several times. */
  fields: [name: string, value: string][]
}

export const heldFormRules = { hours: 24, perPerson: 5, characters: 200_000 }

/** Whether a form may wait: not what is secret, nor more than a form holds. */
export function isHoldable({ fields }: HeldForm): boolean {
  const size = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return fields.length > 0 && size <= heldFormRules.characters
}

const secretFields = ['password', 'repeat', 'current', 'code', 'token']

/** Passwords, codes and the keys of platforms are never kept. */
export function isSecretField(name: string): boolean {
  return secretFields.includes(name) || name.startsWith('secrets.')
}
