import type { error as zhError, form as zhForm, table as zhTable } from '../zh-CN/ui'

export const error: typeof zhError = {
  notFoundTitle: 'Not found',
  notFound: 'There is nothing at this address: it may have been moved, or it lies outside your units.',
  forbiddenTitle: 'Not allowed',
  forbidden: 'Your role cannot see or do this. Ask a registrar if you need it.',
  refusedTitle: 'This cannot be done',
  refused: 'What was sent was not accepted. Go back, check it and try again.',
  brokenTitle: 'Something went wrong',
  broken:
    'This was not completed and the problem has been recorded. Try again later; if it persists, tell the administrator the number below.',
  requestId: 'Number: {id}',
  home: 'Back to the overview',
}

export const form: typeof zhForm = {
  named: '{label}: {message}',
  summary: '{count, plural, one {# field needs} other {# fields need}} a correction:',
  refused: 'Not submitted',
  optional: 'optional',
}

export const table: typeof zhTable = {
  older: 'Next page',
  newer: 'Previous page',
  first: 'First page',
  pages: 'Pages',
  unknown: 'unknown',
  scroll: 'The table scrolls sideways',
}
