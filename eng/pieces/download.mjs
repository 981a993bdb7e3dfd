// Fetches one tarball of the npm registry into a file, going on where an earlier attempt stopped.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from './errors.mjs'

const stallLimitMs = 30_000

/** Leaves the verified tarball in `file`. `progress(bytes, total)` is called as it grows; total may be undefined. */
export async function download(source, file, { registry, attempts = 5, firstWaitMs = 1000, progress = () => {} }) {
  const what = `${source.package}@${source.version}`
  for (let attempt = 1; ; attempt++) {
    const resumed = await sizeOf(file)
    try {
      await fetchInto(file, await addressOf(source, registry), resumed, progress)
    } catch (error) {
      if (error.isFinal || attempt === attempts) throw explain(error, what, registry)
      await delay(firstWaitMs * 2 ** (attempt - 1))
      continue
    }
    if ((await integrityOf(file)) === source.integrity) return
    await rm(file, { force: true })
    // A part from an earlier run may have been of anything; a whole fresh file has no such excuse.
    if (resumed === 0)
      throw new SetupError(
        `${what} from ${registry} is not the file this version of Reflector was made with (its sha512 differs). ` +
          'It was deleted. Check the registry that npm is set to, then run again.',
      )
  }
}

export async function integrityOf(file) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

async function fetchInto(file, address, resumed, progress) {
  const stalled = new AbortController()
  let timer
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(() => stalled.abort(new Error('no data for 30 s')), stallLimitMs)
  }
  alive()
  try {
    const headers = { 'accept-encoding': 'identity', ...(resumed ? { range: `bytes=${resumed}-` } : {}) }
    const response = await fetch(address, { headers, signal: stalled.signal })
    if (response.status === 416) {
      // The part is as long as the file or longer: the hash decides.
      await response.body?.cancel()
      return
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new HttpError(response.status)
    }
    const startsAt = response.status === 206 ? rangeStart(response) : 0
    const output = await open(file, startsAt === resumed && resumed > 0 ? 'a' : 'w')
    try {
      let received = startsAt === resumed ? startsAt : 0
      if (startsAt !== received) throw new Error('the server sent another part of the file than was asked for')
      const length = Number(response.headers.get('content-length')) || undefined
      const total = length && received + length
      for await (const chunk of response.body) {
        alive()
        await output.write(chunk)
        received += chunk.length
        progress(received, total)
      }
      if (total && received < total) throw new Error('the connection ended early')
    } finally {
      await output.close()
    }
  } finally {
    clearTimeout(timer)
  }
}

const rangeStart = (response) => Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0)

async function addressOf({ package: name, version }, registry) {
  const base = registry.endsWith('/') ? registry : `${registry}/`
  return new URL(`${name}/-/${name.split('/').at(-1)}-${version}.tgz`, base)
}

const sizeOf = (file) => stat(file).then((found) => found.size, () => 0)

class HttpError extends Error {
  constructor(status) {
    super(`it answered ${status}`)
    this.isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429
  }
}

function explain(error, what, registry) {
  if (error.code === 'ENOSPC') return new SetupError('The disk is full: free some space and run again.')
  if (error instanceof HttpError)
    return new SetupError(`The npm registry ${registry} does not give ${what}: ${error.message}.`)
  const cause = error.cause?.code ?? error.cause?.message ?? error.message
  return new SetupError(
    `The npm registry ${registry} cannot be reached (${cause}). Reflector fetches ${what} and the other pieces from ` +
      'it once; connect to the network, or set npm to a registry within reach, and run again. What was already ' +
      'fetched is kept.',
  )
}
