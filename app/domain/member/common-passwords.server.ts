let known: Promise<ReadonlySet<string>> | undefined

/** The 49,000 passwords seen most often; read when the first password is chosen. */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'].map(String)))
  return known
}
