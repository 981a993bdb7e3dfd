// Reads the tarballs of the npm registry: gzip, then ustar with pax or GNU long names.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

const block = 512

/** Yields `{ path, mode, body }` for each regular file; `body()` gives its bytes and must be taken before the next. */
export async function* files(tarball) {
  const reader = new Reader(createReadStream(tarball).pipe(createGunzip()))
  let longPath
  while (true) {
    const header = await reader.take(block)
    if (!header || header.every((byte) => byte === 0)) return
    const size = octal(header, 124, 12)
    const padded = Math.ceil(size / block) * block
    const type = String.fromCharCode(header[156])
    if (type === 'x' || type === 'L') {
      const text = (await reader.take(padded)).subarray(0, size).toString()
      const path = type === 'L' ? text.replace(/\0.*$/s, '') : /(?:^|\n)\d+ path=(.*)\n/.exec(text)?.[1]
      longPath = path ?? longPath
      continue
    }
    const prefix = field(header, 345, 155)
    const name = longPath ?? (prefix ? `${prefix}/${field(header, 0, 100)}` : field(header, 0, 100))
    longPath = undefined
    let left = padded
    if (type === '0' || type === '\0') {
      yield {
        // npm puts everything into one folder, mostly but not always called "package".
        path: name.replace(/^(\.\/)?[^/]+\//, ''),
        mode: octal(header, 100, 8),
        async body() {
          left = 0
          return (await reader.take(padded)).subarray(0, size)
        },
      }
    }
    if (left) await reader.take(left)
  }
}

const field = (header, at, length) => header.subarray(at, at + length).toString().replace(/\0.*$/s, '')
const octal = (header, at, length) => parseInt(field(header, at, length).trim() || '0', 8)

class Reader {
  #chunks
  #held = []
  #length = 0

  constructor(stream) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  /** The next `length` bytes; undefined at the end. */
  async take(length) {
    while (this.#length < length) {
      const { value, done } = await this.#chunks.next()
      if (done) {
        if (this.#length === 0) return undefined
        throw new Error('the archive ends in the middle of a file')
      }
      this.#held.push(value)
      this.#length += value.length
    }
    const all = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held)
    this.#held = [all.subarray(length)]
    this.#length = all.length - length
    return all.subarray(0, length)
  }
}
