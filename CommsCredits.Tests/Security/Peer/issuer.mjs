// An issuer of npm's oidc-provider that speaks as Entra ID does: the directory stands in the path, tokens have tid, oid, roles.
// node issuer.mjs PORT PORTAL KEY.pem CERTIFICATE.pem
// POST /control with JSON changes what comes next: { "roles": [...] } a person's roles, { "bend": "audience" } what is wrong with each token.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';

const [port, portal, keyFile, certificateFile] = process.argv.slice(2);
const tid = '5f1d2a34-0c5b-4e8f-9a71-3b2c5d7e9f11', clientId = 'd0a80101-57d3-4b6e-8f2a-1e4d6c8b0a93';
const prefix = `/${tid}/v2.0`, issuer = `https://localhost:${port}${prefix}`;
const state = { roles: ['Billing.Admin', 'Telecom.Admin'], bend: '' };
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const foreign = (await generateKeyPair('RS256')).privateKey;
const kid = 'peer';

const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId, client_secret: 'peer-secret-of-the-tests', token_endpoint_auth_method: 'client_secret_post', response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [`${portal}/signin-oidc`], post_logout_redirect_uris: [`${portal}/signout-callback-oidc`],
  }],
  claims: { openid: ['sub', 'tid', 'oid', 'roles', 'ver', 'preferred_username', 'name'], profile: [] },
  conformIdTokenClaims: false,
  cookies: { keys: ['cookies-of-the-tests'] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `sub-${id}`, tid, ver: '2.0', oid: '0a000000-0000-4000-8000-000000000001', name: 'Ada Admin', preferred_username: `${id}@contoso.example`, roles: state.roles }) }),
  issueRefreshToken: () => true,
  jwks: { keys: [{ ...await exportJWK(privateKey), kid, alg: 'RS256', use: 'sig' }] },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile offline_access');
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  scopes: ['openid', 'profile', 'offline_access'],
});

// What a token can have wrong: made of the good one and signed again.
const bends = {
  issuer: claims => ({ ...claims, iss: 'https://elsewhere.example/' + tid + '/v2.0' }),
  audience: claims => ({ ...claims, aud: '11111111-1111-4111-8111-111111111111' }),
  tenant: claims => ({ ...claims, tid: '22222222-2222-4222-8222-222222222222' }),
  expired: claims => ({ ...claims, iat: claims.iat - 90_000, exp: claims.iat - 86_400 }),
  nonce: claims => ({ ...claims, nonce: 'of-another-sign-in' }),
  unsigned: claims => claims,
  key: claims => claims,
};

async function bent(token) {
  const claims = bends[state.bend](decodeJwt(token));
  if (state.bend === 'unsigned') return new UnsecuredJWT(claims).encode();
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(state.bend === 'key' ? foreign : privateKey);
}

provider.use(async (ctx, next) => {
  await next();
  if (ctx.oidc?.route === 'token' && ctx.body?.id_token && state.bend) ctx.body.id_token = await bent(ctx.body.id_token);
});

const answer = provider.callback();
createServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, (request, response) => {
  if (request.url === '/control') {
    let text = '';
    request.on('data', part => text += part).on('end', () => { Object.assign(state, JSON.parse(text)); response.end('done'); });
  } else if (request.url.startsWith(prefix)) {
    request.originalUrl = request.url;
    request.url = request.url.slice(prefix.length) || '/';
    answer(request, response);
  } else {
    response.writeHead(404).end();
  }
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
