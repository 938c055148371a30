import express from 'express';
import session from 'express-session';
import * as oidc from 'openid-client';
import { Strategy } from 'openid-client/passport';
import passport from 'passport';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET, PORT = '8000' } = process.env;
const ORIGIN = `http://localhost:${PORT}`;

const config = await oidc.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  undefined,
  oidc.ClientSecretBasic(CLIENT_SECRET),
  // Only while the issuer is http://localhost.
  { execute: [oidc.allowInsecureRequests] },
);

class PorticoStrategy extends Strategy {
  // PKCE protects the sign-in without them; with them the answer also has to be this browser's.
  authorizationRequestParams(request, options) {
    const parameters = super.authorizationRequestParams(request, options);
    parameters.set('state', oidc.randomState());
    parameters.set('nonce', oidc.randomNonce());
    return parameters;
  }
}

const settings = {
  name: 'portico',
  config,
  callbackURL: `${ORIGIN}/callback`,
  scope: 'openid profile email offline_access',
};
passport.use(
  new PorticoStrategy(settings, async (tokens, done) => {
    const { id_token, access_token, refresh_token } = tokens;
    const { sub } = tokens.claims();
    const userinfo = await oidc.fetchUserInfo(config, access_token, sub);
    done(null, { sub, userinfo, id_token, access_token, refresh_token });
  }),
);
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));

const app = express();
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use(passport.session());

app.get('/', (_request, response) => response.send('Signed out'));
app.get('/login', passport.authenticate('portico'));
const answer = passport.authenticate('portico', { failWithError: true, failureMessage: true });
app.get('/callback', answer, (_request, response) => response.redirect('/profile'));
app.get('/profile', (request, response) => {
  if (!request.user) return response.redirect('/login');
  const { sub, userinfo } = request.user;
  response.json({ sub, userinfo });
});
app.get('/refresh', async (request, response) => {
  const tokens = await oidc.refreshTokenGrant(config, request.user.refresh_token);
  const refreshed = tokens.access_token !== request.user.access_token;
  Object.assign(request.session.passport.user, tokens);
  response.json({ refreshed });
});
app.get('/logout', (request, response, next) => {
  const id_token_hint = request.user?.id_token ?? '';
  const url = oidc.buildEndSessionUrl(config, { id_token_hint, post_logout_redirect_uri: ORIGIN });
  request.logout((error) => (error ? next(error) : response.redirect(url.href)));
});
app.use((error, request, response, _next) => {
  console.error(error, error.cause);
  const { messages = [] } = request.session;
  response.status(error.status ?? 500).json({ error: error.error, message: error.message, messages });
});
app.listen(PORT, 'localhost');
