// A real OpenID Connect provider for the tests (npm oidc-provider). Says 'ready <issuer>' when it listens; ends when its input does.
// PEOPLE: [{id, name, roles, department, teams}] as JSON; everybody's password is "pw". PORT: a free one unless given.
// Clients: productgate (browsers, and people's API tokens), figures and idle (programs with and without a scope), robot (a program that may have any role).
import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';

const people = new Map(JSON.parse(process.env.PEOPLE).map((p) => [p.id, p]));
const audience = 'urn:productgate-api';
const roles = [...new Set([...people.values()].flatMap((p) => p.roles))].map((role) => `gate.${role}`);
const years = 10 * 365 * 86400; // the tests' clock jumps; lifetimes are tested with tokens made for it
const server = createServer();
await new Promise((listening) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const machine = (client_id, scope) => ({
  client_id, client_secret: 'secret', scope, redirect_uris: [], response_types: [], grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_basic',
});

const provider = new Provider(issuer, {
  clients: [
    { client_id: 'productgate', client_secret: 'secret', redirect_uris: ['http://127.0.0.1/signin-oidc'], token_endpoint_auth_method: 'client_secret_post' },
    machine('figures', 'gate.figures'),
    machine('idle'),
    machine('robot', roles.join(' ')),
  ],
  jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: 'first', use: 'sig' }] },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  claims: { openid: ['sub'], profile: ['name', 'roles', 'department', 'teams'] },
  scopes: ['openid', 'profile', 'gate.figures', ...roles],
  conformIdTokenClaims: false,
  findAccount: (ctx, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) },
  extraTokenClaims: (ctx, token) => (({ name, roles, department, teams } = {}) => ({ name, roles, department, teams }))(people.get(token.accountId)),
  // The bank's own application: nobody is asked for consent.
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
    grant.addOIDCScope('openid profile');
    grant.addResourceScope(audience, 'openid profile');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => (ctx.oidc.params.grant_type === 'client_credentials' ? audience : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: `openid profile gate.figures ${roles.join(' ')}`, audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  ttl: { Session: years, Grant: years, Interaction: 600, IdToken: years, AccessToken: years, ClientCredentials: years, AuthorizationCode: 60 },
});

// Every bank of the tests listens on a port of its own.
const anyPort = (path) => (uri) => new RegExp(`^http://127\\.0\\.0\\.1:\\d+${path}$`).test(uri);
provider.Client.prototype.redirectUriAllowed = anyPort('/signin-oidc');
provider.Client.prototype.postLogoutRedirectUriAllowed = anyPort('/signout-callback-oidc');

const page = `<!doctype html><html lang="en"><title>The bank's sign-in</title><form method="post">
<label>User <input name="login" autofocus></label> <label>Password <input name="password" type="password"></label> <button>Sign in</button></form></html>`;

async function interact(request, response) {
  await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    if (people.has(form.get('login')) && form.get('password') === 'pw')
      return provider.interactionFinished(request, response, { login: { accountId: form.get('login') } });
    response.statusCode = 401;
  }
  response.setHeader('content-type', 'text/html');
  response.end(page);
}

server.on('request', (request, response) => {
  if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
  interact(request, response).catch((e) => { response.statusCode = 500; response.end(String(e)); });
});
process.stdin.on('end', () => process.exit()).resume();
console.log(`ready ${issuer}`);
