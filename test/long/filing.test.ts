import { test } from 'vitest'
import { playFilings } from '../support/filing-model'

test('10,000 random sequences of commands', () => playFilings(10_000, 42), 7_200_000)
