// One set-up at a time fetches into a cache. The holder touches its lock file; one that is not touched is stale.
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Runs `work` while holding `file`. `onWait` is called once when another set-up holds it. */
export async function locked(file, work, { onWait = () => {}, staleMs = 20_000, pollMs = 250 } = {}) {
  const mine = `${process.pid} ${Math.random().toString(36).slice(2)}`
  for (let waited = false; !(await take(file, mine)); waited = true) {
    if (await isStale(file, staleMs)) {
      // Whoever wins the rename removes it; the others find no file and try to take it anew.
      await rename(file, `${file}.${mine.split(' ')[1]}`).then(() => rm(`${file}.${mine.split(' ')[1]}`), () => {})
      continue
    }
    if (!waited) onWait()
    await delay(pollMs)
  }
  const touch = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), staleMs / 4)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true })
  }
}

async function take(file, mine) {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(mine)
    await handle.close()
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

async function isStale(file, staleMs) {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > staleMs
}
