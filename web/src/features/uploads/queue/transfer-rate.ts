const windowMs = 8_000;

/** Bytes per second over the last seconds, steady enough to show. */
export class TransferRate {
  private samples: { at: number; bytes: number }[] = [];

  add(at: number, bytes: number) {
    this.samples.push({ at, bytes });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > windowMs) this.samples.shift();
  }

  reset() {
    this.samples = [];
  }

  get bytesPerSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < 500) return null;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}
