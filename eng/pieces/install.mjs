// Puts pieces into the cache: each is made whole in a folder beside its place and then renamed into it.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, posix, resolve, sep } from 'node:path'
import { files } from './archive.mjs'
import { download } from './download.mjs'
import { SetupError } from './errors.mjs'
import { locked } from './lock.mjs'
import { tokens } from './vocabulary.mjs'

const stampName = '.piece'

/** The pieces that this machine wants and `root` has not got. `all` takes those too that the PATH already offers. */
export async function missing(manifest, { root, platform, all = false }) {
  const wanted = []
  for (const piece of manifest.pieces) {
    const sources = piece.sources.filter((source) => !source.platform || source.platform === platform)
    if (!all && piece.unlessOnPath?.every(isOnPath)) continue
    if (sources.length === 0)
      throw new SetupError(
        `There is no ${piece.title} for ${platform}. Reflector runs on linux-x64, linux-arm64, darwin-x64 and darwin-arm64.`,
      )
    const stamp = fingerprint(sources)
    const found = await readFile(join(root, piece.folder, stampName), 'utf8').catch(() => '')
    if (found !== stamp) wanted.push({ ...piece, sources, stamp })
  }
  return wanted
}

/** Fetches and unpacks what is missing. `report` gets `{ piece, source, bytes, total }` and `{ piece, done }`. */
export async function install(manifest, options) {
  const { root, report = () => {} } = options
  if ((await missing(manifest, options)).length === 0) return
  try {
    await mkdir(join(root, '.downloads'), { recursive: true })
  } catch (error) {
    throw new SetupError(`The cache folder ${root} cannot be written (${error.code}): set PIECES_DIR to another folder.`)
  }
  // PostgreSQL may run as another user than the one who sets up.
  await chmod(root, 0o755).catch(() => {})
  await locked(
    join(root, '.lock'),
    async () => {
      for (const left of await readdir(root)) if (left.startsWith('.unpack-')) await remove(join(root, left))
      // Looked at again: another set-up may have fetched them while we waited.
      for (const piece of await missing(manifest, options)) {
        await place(piece, options)
        report({ piece, done: true })
      }
    },
    options.lock,
  )
}

async function place(piece, options) {
  const { root, report = () => {} } = options
  const registry = await options.registry()
  const target = join(root, piece.folder)
  const fresh = join(root, `.unpack-${piece.folder}-${process.pid}`)
  try {
    await mkdir(fresh, { recursive: true, mode: 0o755 })
    for (const source of piece.sources) {
      const part = join(root, '.downloads', `${source.package.replace('/', '_')}-${source.version}.tgz.part`)
      await download(source, part, {
        ...options.download,
        registry,
        progress: (bytes, total) => report({ piece, source, bytes, total }),
      })
      await unpack(source, part, fresh)
      await rm(part)
    }
    await writeFile(join(fresh, stampName), piece.stamp)
    const old = join(root, `.unpack-${piece.folder}-old-${process.pid}`)
    if (existsSync(target)) await rename(target, old)
    await rename(fresh, target)
    await remove(old)
  } catch (error) {
    await remove(fresh)
    if (error.code === 'ENOSPC') throw new SetupError(`The disk of ${root} is full: free some space and run again.`)
    throw error
  }
}

async function unpack(source, tarball, folder) {
  const awaited = new Set(Object.keys(source.files).filter((path) => !path.endsWith('/')))
  let links = []
  for await (const file of files(tarball)) {
    if (file.path === source.symlinks) links = JSON.parse(await file.body())
    const vocabulary = source.vocabulary?.[file.path]
    if (vocabulary) await write(folder, vocabulary, tokens((await file.body()).toString()), 0o644)
    const to = targetOf(source, file.path)
    if (to === undefined) continue
    awaited.delete(file.path)
    await write(folder, to, await file.body(), source.executable || file.mode & 0o100 ? 0o755 : 0o644)
  }
  if (awaited.size > 0) throw new Error(`${source.package}@${source.version} has no ${[...awaited].join(', ')}`)
  for (const link of links) {
    const [from, to] = [targetOf(source, link.source), targetOf(source, link.target)]
    if (from === undefined || to === undefined) continue
    await symlink(posix.relative(posix.dirname(to), from), inside(folder, to)).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function write(folder, to, body, mode) {
  const path = inside(folder, to)
  await mkdir(dirname(path), { recursive: true, mode: 0o755 })
  await writeFile(path, body)
  // Not through writeFile's mode, which the caller's umask would cut.
  await chmod(path, mode)
  for (let at = dirname(path); at.startsWith(folder); at = dirname(at)) await chmod(at, 0o755)
}

function inside(folder, path) {
  const full = resolve(folder, path)
  if (!full.startsWith(folder + sep)) throw new Error(`${path} leads out of the piece's folder`)
  return full
}

/** Where a file of the tarball goes; undefined when it is not wanted. */
function targetOf(source, path) {
  if (source.except?.some((pattern) => matches(pattern, path))) return undefined
  if (source.files[path] !== undefined) return source.files[path]
  const prefix = Object.keys(source.files).find((from) => from.endsWith('/') && path.startsWith(from))
  return prefix === undefined ? undefined : source.files[prefix] + path.slice(prefix.length)
}

/** A pattern is a path, a folder with a closing slash, or a path whose last part has one `*`. */
function matches(pattern, path) {
  if (pattern.endsWith('/')) return path.startsWith(pattern)
  const [before, after] = pattern.split('*')
  if (after === undefined) return path === pattern
  return path.startsWith(before) && path.endsWith(after) && !path.slice(before.length).includes('/')
}

const fingerprint = (sources) => `${createHash('sha512').update(JSON.stringify(sources)).digest('hex')}\n${sources
  .map((source) => `${source.package}@${source.version} ${source.integrity}\n`)
  .join('')}`

const remove = (path) => rm(path, { recursive: true, force: true })

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
