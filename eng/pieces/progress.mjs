/** One line a piece: redrawn as it grows at a terminal, printed once when it is there otherwise. */
export class Progress {
  #output
  #piece
  #began
  #bytes = new Map()
  #drawn = 0

  constructor(output) {
    this.#output = output
  }

  say(text) {
    this.#output.write(`${text}\n`)
  }

  show({ piece, source, bytes, total, done }) {
    if (piece !== this.#piece && piece.folder !== this.#piece?.folder) {
      this.#piece = piece
      this.#began = Date.now()
      this.#bytes.clear()
    }
    if (source) this.#bytes.set(source.package, bytes)
    if (done) return this.#finish(piece)
    if (!this.#output.isTTY || Date.now() - this.#drawn < 100) return
    this.#drawn = Date.now()
    const part = total ? `${String(Math.floor((100 * bytes) / total)).padStart(3)} %` : ''
    this.#line(`  ${piece.title.padEnd(22)} ${part} ${mega(this.#sum())}`)
  }

  #finish(piece) {
    const seconds = ((Date.now() - this.#began) / 1000).toFixed(0)
    this.#line(`  ${piece.title.padEnd(22)} ${mega(this.#sum())} in ${seconds} s`)
    this.#output.write('\n')
  }

  #line(text) {
    this.#output.write(this.#output.isTTY ? `\r\x1b[K${text}` : text)
  }

  #sum() {
    return [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0)
  }
}

const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
