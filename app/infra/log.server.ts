import pino from 'pino'

/** One JSON line per event on stderr; line breaks in values are escaped, secrets are never passed in. */
export const log = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['*.password', '*.token', '*.cookie'] },
  pino.destination({ dest: 2, sync: true }),
)
