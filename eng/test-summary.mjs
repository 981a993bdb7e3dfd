#!/usr/bin/env node
// Tells why each failed test failed, adds up the reports of a folder and prints the sum as the last line:
// node eng/test-summary.mjs FOLDER
// Reports are .trx (VSTest) and .xml (JUnit). NAME.failed says that the run called NAME ended badly.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const names = readdirSync(folder)
const sum = { passed: 0, failed: 0, skipped: 0 }

for (const name of new Set(names.map((file) => file.replace(/\.(trx|xml|failed)$/, '')))) {
  const counts = names.includes(`${name}.trx`) ? trx(read(`${name}.trx`)) : names.includes(`${name}.xml`) ? junit(read(`${name}.xml`)) : undefined
  const endedBadly = names.includes(`${name}.failed`) && read(`${name}.failed`).trim()
  for (const kind in sum) sum[kind] += counts?.[kind] ?? 0
  for (const failure of counts?.failures ?? []) console.log(`✖ ${name}: ${failure}\n`)
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
  const results = text.match(/<UnitTestResult\b[^>]*?(\/>|>[\s\S]*?<\/UnitTestResult>)/g) ?? []
  const of = (result) => attribute(result, 'outcome')
  const passed = results.filter((result) => of(result) === 'Passed').length
  const skipped = results.filter((result) => of(result) === 'NotExecuted').length
  const failures = results
    .filter((result) => !['Passed', 'NotExecuted'].includes(of(result)))
    .map((result) => told(attribute(result, 'testName'), inside(result, 'Message'), inside(result, 'StackTrace')))
  return { passed, skipped, failed: failures.length, failures }
}

function junit(text) {
  const cases = text.match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? []
  const failures = cases
    .filter((text) => /<(failure|error)\b/.test(text))
    .map((text) => told(attribute(text, 'name'), inside(text, 'failure') || inside(text, 'error')))
  const skipped = cases.filter((text) => /<skipped\b/.test(text)).length
  return { passed: cases.length - failures.length - skipped, failed: failures.length, skipped, failures }
}

function told(...parts) {
  return parts
    .filter((part) => part)
    .join('\n')
    .slice(0, 4000)
}

function attribute(xml, name) {
  return readable(new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1] ?? '')
}

function inside(xml, name) {
  return readable(new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '')
}

function readable(xml) {
  const signs = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return xml
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (_, hex, number, sign) =>
      sign ? signs[sign] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)),
    )
    .trim()
}
