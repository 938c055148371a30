import express from 'express';
import session from 'express-session';
import passport from 'passport';
import OpenIDConnectStrategy from 'passport-openidconnect';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, SESSION_SECRET, PORT = '8000' } = process.env;
const ORIGIN = `http://localhost:${PORT}`;

// The strategy doesn't discover.
const metadata = await (await fetch(`${ISSUER}/.well-known/openid-configuration`)).json();

passport.use(
  new OpenIDConnectStrategy(
    {
      issuer: metadata.issuer,
      authorizationURL: metadata.authorization_endpoint,
      tokenURL: metadata.token_endpoint,
      userInfoURL: metadata.userinfo_endpoint,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      callbackURL: `${ORIGIN}/callback`,
      scope: ['profile', 'email'],
      nonce: true,
    },
    (_issuer, userinfo, claims, _context, id_token, _accessToken, _refreshToken, _response, done) =>
      done(null, { sub: claims.id, userinfo: userinfo._json, id_token }),
  ),
);
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));

const app = express();
app.use(session({ secret: SESSION_SECRET, resave: false, saveUninitialized: false }));
app.use(passport.session());

app.get('/', (_request, response) => response.send('Signed out'));
app.get('/login', passport.authenticate('openidconnect'));
const answer = passport.authenticate('openidconnect', { failWithError: true, failureMessage: true });
app.get('/callback', answer, (_request, response) => response.redirect('/profile'));
app.get('/profile', (request, response) => {
  if (!request.user) return response.redirect('/login');
  const { sub, userinfo } = request.user;
  response.json({ sub, userinfo });
});
app.get('/logout', (request, response, next) => {
  const url = new URL(metadata.end_session_endpoint);
  url.searchParams.set('client_id', CLIENT_ID);
  url.searchParams.set('post_logout_redirect_uri', ORIGIN);
  if (request.user) url.searchParams.set('id_token_hint', request.user.id_token);
  request.logout((error) => (error ? next(error) : response.redirect(url.href)));
});
app.use((error, request, response, _next) => {
  console.error(error);
  const { messages = [] } = request.session;
  response.status(error.status ?? 500).json({ error: error.code, message: error.message, messages });
});
app.listen(PORT, 'localhost');
