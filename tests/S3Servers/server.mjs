// Starts s3rver or fauxqs (the first argument) on a free port with the bucket "reflector"; prints the address when it
// is ready. s3rver keeps its objects in the folder of the second argument.
const [kind, folder] = process.argv.slice(2)

const servers = {
  async s3rver() {
    const { default: S3rver } = await import('s3rver')
    const server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: folder,
      configureBuckets: [{ name: 'reflector' }],
    })
    const { port } = await server.run()
    return port
  },
  async fauxqs() {
    const { startFauxqs } = await import('fauxqs')
    const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    server.createBucket('reflector')
    return server.port
  },
}

// s3rver removes empty folders under the feet of other requests; those fail and are sent again.
process.on('unhandledRejection', () => {})
process.on('uncaughtException', () => {})

console.log(`ready http://127.0.0.1:${await servers[kind]()}`)
// Ends with whoever started it.
process.stdin.resume().on('end', () => process.exit(0))
