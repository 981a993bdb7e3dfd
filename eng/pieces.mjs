#!/usr/bin/env node
// Fetches the pinned native programs and models named in pieces.json into the user's cache.
//   node eng/pieces.mjs [--all] [--check]
// --all     also those that are only fetched where the machine has none of its own (ffmpeg)
// --check   fetch nothing; exit code 1 when something is missing
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from './pieces/errors.mjs'
import { install, missing } from './pieces/install.mjs'
import { Progress } from './pieces/progress.mjs'

const manifest = JSON.parse(await readFile(new URL('pieces.json', import.meta.url), 'utf8'))
const options = {
  root: cacheFolder(),
  platform: `${process.platform}-${process.arch}`,
  all: process.argv.includes('--all'),
}

try {
  const wanted = await missing(manifest, options)
  if (process.argv.includes('--check')) process.exit(wanted.length > 0 ? 1 : 0)
  if (wanted.length > 0) {
    const progress = new Progress(process.stdout)
    progress.say(`Fetching ${list(wanted.map((piece) => piece.title))} into ${options.root} (once for all clones)`)
    await install(manifest, {
      ...options,
      registry: npmRegistry,
      report: (event) => progress.show(event),
      lock: { onWait: () => progress.say('Another set-up is fetching into the same cache; waiting for it') },
    })
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  console.error(`\n${error.message}`)
  process.exit(1)
}

// The same rule as RuntimePieces.Locate.
function cacheFolder() {
  const { PIECES_DIR, XDG_CACHE_HOME } = process.env
  if (PIECES_DIR?.trim()) return resolve(PIECES_DIR)
  if (process.getuid?.() === 0) return '/var/cache/reflector/pieces'
  return join(XDG_CACHE_HOME?.trim() ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'reflector', 'pieces')
}

async function npmRegistry() {
  try {
    // Not in a project's folder: the person's own setting counts.
    const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry'], { cwd: homedir() })
    return stdout.trim()
  } catch {
    throw new SetupError('npm is not on the PATH. It comes with Node: install Node 20 or newer with npm.')
  }
}

function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
