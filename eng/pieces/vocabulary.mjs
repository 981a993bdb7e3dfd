// The tokens.txt of the speech model: one line "BASE64(piece) id" for each of its 32,768 ids.
const textPieces = 32_000
const allPieces = 32_768

/** `script` is llama-tokenizer.js, which carries the vocabulary as one base64 string of lines. */
export function tokens(script) {
  const encoded = /llama_vocab_base64\s*=\s*["'`]([A-Za-z0-9+/=]+)["'`]/.exec(script)?.[1]
  const pieces = Buffer.from(encoded ?? '', 'base64').toString('utf8').split('\n')
  if (pieces.length !== textPieces) throw new Error(`a vocabulary of ${textPieces} pieces was expected`)
  for (let id = textPieces; id < allPieces; id++) pieces.push(`<<ST_${id - textPieces}>>`)
  return pieces.map((piece, id) => `${Buffer.from(piece.replaceAll('▁', ' ')).toString('base64')} ${id}\n`).join('')
}
