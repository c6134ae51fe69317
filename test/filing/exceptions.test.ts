import { expect, test } from 'vitest'
import { checkLedger } from '../account/ledger'
