import { test } from 'vitest'
import { playFilings } from '../support/filing-model'

test('5,000 random sequences of commands, half 2 of 10,000', () => playFilings(5_000, 42), 7_200_000)
