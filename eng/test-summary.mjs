#!/usr/bin/env node
// Adds up the test reports of a folder and prints the sum as the last line: node eng/test-summary.mjs FOLDER
// Reports are .trx (VSTest) and .xml (JUnit). NAME.failed says that the run called NAME ended badly.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const names = readdirSync(folder)
const sum = { passed: 0, failed: 0, skipped: 0 }

for (const name of new Set(names.map((file) => file.replace(/\.(trx|xml|failed)$/, '')))) {
  const counts = names.includes(`${name}.trx`) ? trx(read(`${name}.trx`)) : names.includes(`${name}.xml`) ? junit(read(`${name}.xml`)) : undefined
  const endedBadly = names.includes(`${name}.failed`) && read(`${name}.failed`).trim()
  for (const kind in counts) sum[kind] += counts[kind]
  // A crash, a hang or a set-up that fails is not a test in the report, and yet something failed.
  if (endedBadly && !counts?.failed) {
    sum.failed++
    console.log(`${name} did not come to its end (${endedBadly})`)
  }
}

if (sum.passed + sum.failed + sum.skipped === 0) {
  sum.failed = 1
  console.log('No test ran.')
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed ? 1 : 0

function read(name) {
  return readFileSync(join(folder, name), 'utf8')
}

function trx(text) {
  const outcomes = [...text.matchAll(/<UnitTestResult\b[^>]*\boutcome="(\w+)"/g)].map(([, outcome]) => outcome)
  const count = (...kinds) => outcomes.filter((outcome) => kinds.includes(outcome)).length
  const passed = count('Passed')
  const skipped = count('NotExecuted')
  return { passed, skipped, failed: outcomes.length - passed - skipped }
}

function junit(text) {
  const cases = text.match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? []
  const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length
  const skipped = cases.filter((text) => /<skipped\b/.test(text)).length
  return { passed: cases.length - failed - skipped, failed, skipped }
}
