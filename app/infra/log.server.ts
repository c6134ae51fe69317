import pino, { type DestinationStream } from 'pino'
import { logText, logValue } from './log-value'

/** One JSON object a line; what may stand in it is decided in log-value.ts. */
export function createLog(to: DestinationStream) {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (value) => value },
      formatters: { log: (entry) => logValue(entry) as Record<string, unknown> },
      hooks: {
        logMethod(words, method) {
          const [first, ...rest]: unknown[] = words
          const said = rest.length === 0 && first instanceof Error ? [{ err: first }, first.message] : [first, ...rest]
          method.apply(this, said.map((word) => (typeof word === 'string' ? logText(word) : word)) as [string])
        },
      },
    },
    to,
  )
}

/** On standard error. */
export const log = createLog(pino.destination({ dest: 2, sync: true }))
