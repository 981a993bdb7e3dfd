import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { tokens } from '../pieces/vocabulary.mjs'

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const manifest = JSON.parse(read('../pieces.json'))

test('each source is pinned to a version and a sha512', () => {
  for (const { version, integrity } of manifest.pieces.flatMap((piece) => piece.sources)) {
    assert.match(version, /^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/)
    assert.equal(Buffer.from(integrity.replace('sha512-', ''), 'base64').length, 64)
  }
})

test('the folders are those that the server looks in', () => {
  const program = read('../../src/Reflector.Server/Configuration/RuntimePieces.cs')
  for (const { folder } of manifest.pieces) assert.ok(program.includes(`"${folder}"`), folder)
})

test('each piece is there for each platform', () => {
  for (const piece of manifest.pieces) {
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])
      assert.ok(piece.sources.some((source) => !source.platform || source.platform === platform), `${piece.title} ${platform}`)
  }
})

test('the vocabulary is written as base64 pieces with their ids, spaces for the underscore sign', () => {
  const pieces = Array.from({ length: 32_000 }, (_, id) => `p${id}`)
  pieces[259] = '▁▁'
  const script = `const llama_vocab_base64 = "${Buffer.from(pieces.join('\n')).toString('base64')}"`
  const lines = tokens(script).split('\n')
  assert.equal(lines.length, 32_769)
  assert.equal(lines[0], 'cDA= 0')
  assert.equal(lines[259], 'ICA= 259')
  assert.equal(lines[32_000], `${Buffer.from('<<ST_0>>').toString('base64')} 32000`)
  assert.equal(lines[32_767], `${Buffer.from('<<ST_767>>').toString('base64')} 32767`)
})
