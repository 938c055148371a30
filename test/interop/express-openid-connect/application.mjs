import express from 'express';
import oidc from 'express-openid-connect';
import session from 'express-session';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET, PORT = '8000' } = process.env;

const app = express();
app.use(
  oidc.auth({
    issuerBaseURL: ISSUER,
    baseURL: `http://localhost:${PORT}`,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    secret: SESSION_SECRET,
    authRequired: false,
    authorizationParams: { response_type: 'code', scope: 'openid profile email offline_access' },
    pushedAuthorizationRequests: true,
    idpLogout: true,
    // Who signed out elsewhere is remembered here; several processes need a store that they share.
    session: { store: new session.MemoryStore() },
    backchannelLogout: true,
  }),
);

app.get('/', (_request, response) => response.send('Signed out'));
app.get('/profile', oidc.requiresAuth(), async (request, response) => {
  response.json({ sub: request.oidc.user.sub, userinfo: await request.oidc.fetchUserInfo() });
});
app.get('/refresh', oidc.requiresAuth(), async (request, response) => {
  const before = request.oidc.accessToken.access_token;
  const { access_token } = await request.oidc.accessToken.refresh();
  response.json({ refreshed: access_token !== before });
});
app.use((error, _request, response, _next) => {
  console.error(error, error.cause);
  response.status(error.status ?? 500).json({ error: error.error, message: error.message });
});
app.listen(PORT, 'localhost');
