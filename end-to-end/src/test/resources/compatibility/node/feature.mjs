// What the clients' scripts have in common: SCRIPT FEATURE BOOTSTRAP runs one feature and ends with 0 if it is there.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE = 40_000

export const [feature, bootstrap] = process.argv.slice(2)

export function unique (name) {
  return `${name}-${randomUUID().slice(0, 10)}`
}

export async function eventually (condition, what) {
  const deadline = Date.now() + PATIENCE
  while (!await condition()) {
    if (Date.now() > deadline) {
      throw new Error(`${what} did not come`)
    }
    await pause(50)
  }
}

export function numbers (count) {
  return Array.from({ length: count }, (_, number) => String(number))
}

/** Runs the asked feature and ends the process: what a client leaves open does not matter then. */
export async function run (features) {
  try {
    await features[feature]()
    process.exit(0)
  } catch (failure) {
    console.error(failure)
    process.exit(1)
  }
}
