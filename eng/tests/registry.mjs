// A small npm registry with made tarballs, whose faults can be chosen.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export class Registry {
  requests = []
  /** `async (request, response, tarball) => handled`: answers instead of the registry when it returns true. */
  fault = async () => false
  #tarballs = new Map()
  #server = createServer((request, response) => this.#answer(request, response))

  async start() {
    await new Promise((started) => this.#server.listen(0, '127.0.0.1', started))
    this.url = `http://127.0.0.1:${this.#server.address().port}/`
    return this
  }

  async stop() {
    this.#server.closeAllConnections()
    await new Promise((stopped) => this.#server.close(stopped))
  }

  /** Publishes a package of the given files and returns it as a source of the manifest. */
  publish(name, version, files, rest) {
    const folder = mkdtempSync(join(tmpdir(), 'reflector-tarball-'))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, 'package', dirname(path)), { recursive: true })
      writeFileSync(join(folder, 'package', path), content)
    }
    execFileSync('tar', ['czf', join(folder, 'made.tgz'), '-C', folder, 'package'])
    const tarball = readFileSync(join(folder, 'made.tgz'))
    rmSync(folder, { recursive: true })
    this.#tarballs.set(`/${name}/-/${name.split('/').at(-1)}-${version}.tgz`, tarball)
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    return { package: name, version, integrity, size: tarball.length, ...rest }
  }

  tarball(name, version) {
    return this.#tarballs.get(`/${name}/-/${name.split('/').at(-1)}-${version}.tgz`)
  }

  async #answer(request, response) {
    const path = decodeURIComponent(request.url)
    this.requests.push({ path, range: request.headers.range })
    const tarball = this.#tarballs.get(path)
    if (await this.fault(request, response, tarball)) return
    if (!tarball) return void response.writeHead(404).end()
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= tarball.length) return void response.writeHead(416).end()
    if (request.headers.range)
      response.writeHead(206, {
        'content-range': `bytes ${from}-${tarball.length - 1}/${tarball.length}`,
        'content-length': tarball.length - from,
      })
    else response.writeHead(200, { 'content-length': tarball.length })
    response.end(tarball.subarray(from))
  }
}
