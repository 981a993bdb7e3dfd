// A certified OpenID provider for tests. Prints its address when it is ready; PEOPLE (JSON, claims by subject) says who
// can sign in, AUTH_METHOD how the client proves itself.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const people = JSON.parse(process.env.PEOPLE)

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'reflector',
        client_secret: 'a secret with % and : in it',
        redirect_uris: ['http://127.0.0.1/v1/auth/oidc/callback'],
        post_logout_redirect_uris: ['http://127.0.0.1/sign-in'],
        token_endpoint_auth_method: process.env.AUTH_METHOD ?? 'client_secret_basic',
      },
    ],
    clientAuthMethods: [process.env.AUTH_METHOD ?? 'client_secret_basic'],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) =>
      people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ['only for tests'] },
  })
  // The server under test listens on any port.
  const withoutPort = (uri) => uri.replace(/^(http:\/\/127\.0\.0\.1):\d+/, '$1')
  const { redirectUriAllowed, postLogoutRedirectUriAllowed } = provider.Client.prototype
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return redirectUriAllowed.call(this, withoutPort(uri))
  }
  provider.Client.prototype.postLogoutRedirectUriAllowed = function (uri) {
    return postLogoutRedirectUriAllowed.call(this, withoutPort(uri))
  }
  server.on('request', provider.callback())
  console.log(`ready ${issuer}`)
})
// Ends with whoever started it.
process.stdin.resume().on('end', () => process.exit(0))
