import type { TestProject } from 'vitest/node'
import { buildTemplate, type Template } from './template'

declare module 'vitest' {
  interface ProvidedContext {
    template: Template
  }
}

/** One migrated template per run: a database on TEST_DATABASE_URL's server, else an embedded folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { template, remove } = await buildTemplate()
  project.provide('template', template)
  return remove
}
