import { z } from 'zod'
import { bulletinGroups, contentClasses } from './account'

export const getAccountInput = z.strictObject({ id: z.uuid() })
export type GetAccountInput = z.infer<typeof getAccountInput>

const line = z.string().trim().min(1).max(200)

export const savePlatformInput = z.strictObject({
  code: z.string().max(40),
  name: z.string().trim().min(1).max(40),
  /** The group of another platform, or the platform's own code to stand alone. */
  uniquenessGroup: z.string().trim().min(1).max(40),
  bulletinGroup: z.enum(bulletinGroups),
  defaultClass: z.enum(contentClasses),
  aliases: z.array(line).max(50),
  urlPatterns: z.array(line.refine(isPattern, '网址特征不是有效的正则表达式，请核对括号和反斜杠。')).max(20),
  active: z.boolean(),
})
export type SavePlatformInput = z.infer<typeof savePlatformInput>

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}
