import type { Job } from './job'

/** Every job there is, in the order `--help` lists them. */
export const jobs: readonly Job[] = []
