import { ExpressAuth, getSession } from '@auth/express';
import express from 'express';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET, PORT = '8000' } = process.env;
const ORIGIN = `http://localhost:${PORT}`;

const config = {
  secret: SESSION_SECRET,
  trustHost: true,
  providers: [
    {
      id: 'portico',
      name: 'Portico',
      type: 'oidc',
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      checks: ['pkce', 'state', 'nonce'],
      // Names and addresses are in userinfo, not in the ID token.
      idToken: false,
    },
  ],
  callbacks: {
    jwt: ({ token, account, profile }) =>
      account ? { ...token, sub: profile.sub, id_token: account.id_token } : token,
    session: ({ session, token }) => ({ ...session, sub: token.sub, id_token: token.id_token }),
  },
};

const app = express();
app.use('/auth', ExpressAuth(config));

app.get('/', (_request, response) => response.send('Signed out'));
app.get('/profile', async (request, response) => {
  const session = await getSession(request, config);
  if (!session) return response.redirect('/auth/signin?callbackUrl=/profile');
  response.json({ sub: session.sub, userinfo: session.user });
});
// Auth.js signs out of itself only; this leads on to Portico.
app.get('/logout', async (request, response) => {
  const session = await getSession(request, config);
  const url = new URL(`${ISSUER}/oauth2/logout`);
  url.searchParams.set('post_logout_redirect_uri', ORIGIN);
  if (session) url.searchParams.set('id_token_hint', session.id_token);
  response.clearCookie('authjs.session-token').redirect(url.href);
});
app.listen(PORT, 'localhost');
