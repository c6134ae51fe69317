import { test } from 'vitest'
import { playFilings } from '../support/filing-model'

test('random sequences of commands never leave the table, leak a slot, double one, or change anything unaudited', () =>
  playFilings(200, 20261122))
