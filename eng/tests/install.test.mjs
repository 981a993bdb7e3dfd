import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { SetupError } from '../pieces/errors.mjs'
import { install, missing } from '../pieces/install.mjs'
import { Registry } from './registry.mjs'

let registry, folder, root
const noise = randomBytes(200_000)

beforeEach(async () => {
  registry = await new Registry().start()
  folder = mkdtempSync(join(tmpdir(), 'reflector-pieces-'))
  root = join(folder, 'cache')
})

afterEach(async () => {
  await registry.stop()
  rmSync(folder, { recursive: true })
})

const run = (manifest, more = {}) =>
  install(manifest, {
    root,
    platform: 'linux-x64',
    registry: async () => registry.url,
    download: { firstWaitMs: 1, attempts: 3 },
    lock: { pollMs: 5 },
    ...more,
  })

const model = (rest) => ({
  pieces: [
    {
      title: 'model',
      folder: 'model-1',
      sources: [registry.publish('@maker/model', '1.0.0', { 'dist/model.bin': noise, 'dist/unwanted.bin': 'x' }, { files: { 'dist/model.bin': 'model.bin' }, ...rest })],
    },
  ],
})

const partOf = () => join(root, '.downloads', '@maker_model-1.0.0.tgz.part')

function leavePart(bytes) {
  mkdirSync(join(root, '.downloads'), { recursive: true })
  writeFileSync(partOf(), bytes)
}

function assertInstalled() {
  assert.deepEqual(readdirSync(join(root, 'model-1')).sort(), ['.piece', 'model.bin'])
  assert.ok(readFileSync(join(root, 'model-1', 'model.bin')).equals(noise))
  assert.deepEqual(readdirSync(root).sort(), ['.downloads', 'model-1'])
  assert.deepEqual(readdirSync(join(root, '.downloads')), [])
}

test('only the named files are unpacked, and a second run downloads nothing', async () => {
  const manifest = model()
  await run(manifest)
  assertInstalled()
  assert.equal(registry.requests.length, 1)

  await run(manifest)
  assert.equal(registry.requests.length, 1)
  assert.deepEqual(await missing(manifest, { root, platform: 'linux-x64' }), [])
})

test('files that everyone must read are readable whatever the umask', async () => {
  const before = process.umask(0o077)
  try {
    await run(model())
  } finally {
    process.umask(before)
  }
  assert.equal(statSync(root).mode & 0o777, 0o755)
  assert.equal(statSync(join(root, 'model-1')).mode & 0o777, 0o755)
  assert.equal(statSync(join(root, 'model-1', 'model.bin')).mode & 0o777, 0o644)
})

test('a download broken off is resumed where it stopped', async () => {
  const manifest = model()
  leavePart(registry.tarball('@maker/model', '1.0.0').subarray(0, 1000))
  await run(manifest)
  assertInstalled()
  assert.deepEqual(registry.requests.map((request) => request.range), ['bytes=1000-'])
})

test('a connection that ends early is taken up again within the run', async () => {
  const manifest = model()
  registry.fault = async (request, response, tarball) => {
    if (registry.requests.length > 1) return false
    response.writeHead(200, { 'content-length': tarball.length })
    response.write(tarball.subarray(0, 50_000))
    // What had not arrived at the other side when the connection breaks is lost.
    while (!existsSync(partOf()) || statSync(partOf()).size === 0) await delay(1)
    response.destroy()
    return true
  }
  await run(manifest)
  assertInstalled()
  assert.equal(registry.requests.length, 2)
  assert.match(registry.requests[1].range, /^bytes=\d+-$/)
})

test('a server that ignores the range sends the whole file and that is understood', async () => {
  const manifest = model()
  leavePart(registry.tarball('@maker/model', '1.0.0').subarray(0, 1000))
  registry.fault = async (request, response, tarball) => {
    response.writeHead(200, { 'content-length': tarball.length }).end(tarball)
    return true
  }
  await run(manifest)
  assertInstalled()
})

test('a part that holds something else is thrown away and fetched anew', async () => {
  const manifest = model()
  leavePart(Buffer.alloc(1000, 'x'))
  await run(manifest)
  assertInstalled()
})

test('a part that is already whole needs no byte more', async () => {
  const manifest = model()
  leavePart(registry.tarball('@maker/model', '1.0.0'))
  await run(manifest)
  assertInstalled()
})

test('a file with another hash is refused in one sentence and deleted', async () => {
  const manifest = model({ integrity: 'sha512-AAAA' })
  await assert.rejects(run(manifest), (error) => {
    assert.ok(error instanceof SetupError)
    assert.match(error.message, /@maker\/model@1\.0\.0 .* sha512 differs/)
    return true
  })
  assert.ok(!existsSync(partOf()))
  assert.ok(!existsSync(join(root, 'model-1')))
})

test('without a network it says so, names the registry and keeps what it has', async () => {
  const manifest = model()
  leavePart(registry.tarball('@maker/model', '1.0.0').subarray(0, 1000))
  const address = registry.url
  await registry.stop()
  await assert.rejects(run(manifest), (error) => {
    assert.ok(error instanceof SetupError)
    assert.ok(error.message.includes(address))
    assert.match(error.message, /cannot be reached \(ECONNREFUSED\)/)
    return true
  })
  assert.equal(statSync(partOf()).size, 1000)
  await registry.start()
})

test('a registry without the package is told apart from one that is away', async () => {
  const manifest = model()
  manifest.pieces[0].sources[0].version = '2.0.0'
  await assert.rejects(run(manifest), /does not give @maker\/model@2\.0\.0: it answered 404/)
  assert.equal(registry.requests.length, 1)
})

test('a hiccup of the server is retried', async () => {
  const manifest = model()
  registry.fault = async (request, response) => {
    if (registry.requests.length > 2) return false
    response.writeHead(503).end()
    return true
  }
  await run(manifest)
  assertInstalled()
})

test('two set-ups at once download once and both find the piece', async () => {
  const manifest = model()
  let waited = false
  await Promise.all([
    run(manifest, { lock: { pollMs: 5, onWait: () => (waited = true) } }),
    run(manifest, { lock: { pollMs: 5, onWait: () => (waited = true) } }),
  ])
  assertInstalled()
  assert.ok(waited)
  assert.equal(registry.requests.length, 1)
})

test('the lock of a set-up that was killed does not hold up the next', async () => {
  const manifest = model()
  mkdirSync(root)
  writeFileSync(join(root, '.lock'), '1 gone')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(join(root, '.lock'), longAgo, longAgo)
  mkdirSync(join(root, '.unpack-model-1-1'))
  await run(manifest)
  assertInstalled()
})

test('a new version of a piece replaces the old one whole', async () => {
  await run(model())
  const manifest = model({ files: { 'dist/unwanted.bin': 'other.bin' } })
  await run(manifest)
  assert.deepEqual(readdirSync(join(root, 'model-1')).sort(), ['.piece', 'other.bin'])
})

test('a folder is taken without its exceptions, with its symbolic links', async () => {
  const links = [
    { source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' },
    { source: 'native/lib/left.a', target: 'native/lib/alias.a' },
  ]
  const source = registry.publish(
    '@maker/server',
    '1.0.0',
    { 'native/bin/server': '#!', 'native/lib/libx.so.1.2': 'x', 'native/lib/left.a': 'x', 'native/lib/headers/a.h': 'x', 'native/links.json': JSON.stringify(links), 'README.md': 'x' },
    { platform: 'linux-x64', files: { 'native/': '' }, except: ['native/links.json', 'native/lib/*.a', 'native/lib/headers/'], symlinks: 'native/links.json', executable: true },
  )
  await run({ pieces: [{ title: 'server', folder: 'server-1', sources: [source, { ...source, platform: 'darwin-arm64', package: 'elsewhere' }] }] })
  assert.deepEqual(readdirSync(join(root, 'server-1')).sort(), ['.piece', 'bin', 'lib'])
  assert.deepEqual(readdirSync(join(root, 'server-1/lib')).sort(), ['libx.so.1', 'libx.so.1.2'])
  assert.equal(readlinkSync(join(root, 'server-1/lib/libx.so.1')), 'libx.so.1.2')
  assert.equal(statSync(join(root, 'server-1/bin/server')).mode & 0o777, 0o755)
})

test('a path that leads out of the folder is refused', async () => {
  const manifest = model({ files: { 'dist/model.bin': '../../escaped' } })
  await assert.rejects(run(manifest), /leads out of the piece's folder/)
  assert.ok(!existsSync(join(folder, 'escaped')))
})

test('a machine that no piece is made for is told in one sentence', async () => {
  const manifest = model({ platform: 'linux-x64' })
  await assert.rejects(run(manifest, { platform: 'win32-x64' }), /no model for win32-x64/)
})

test('a program that the machine has already is fetched only when all is asked for', async () => {
  const manifest = model()
  manifest.pieces[0].unlessOnPath = ['sh']
  await run(manifest)
  assert.ok(!existsSync(root))
  await run(manifest, { all: true })
  assertInstalled()
})
