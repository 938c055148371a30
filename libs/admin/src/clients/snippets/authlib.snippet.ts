import { AUTHLIB } from './authlib-package.js';
import { credential, sessionSecret } from './fill-ins.js';
import { pip } from './install.js';
import { listening } from './listening.js';
import { python } from './literals.js';
import type { Snippet } from './snippet.js';
import { joined } from './snippet-client.js';

/** A web application on Flask. */
export const authlib: Snippet = {
  id: 'authlib',
  name: 'Python: Authlib with Flask',
  language: 'python',
  file_name: 'application.py',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: pip,
  packages: [AUTHLIB, { name: 'flask', version: '3.1.3' }, { name: 'requests', version: '2.34.2' }],
  fill_in: (client) => [...credential(client), sessionSecret('SESSION_SECRET')],
  text: (client) => {
    const { decodedPath, port } = listening(client.redirect_uri);
    return python`import os

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session

REDIRECT_URI = ${client.redirect_uri}

app = Flask(__name__, static_folder=None)
app.secret_key = os.environ["SESSION_SECRET"]
app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_SECURE=REDIRECT_URI.startswith("https:"))

portico = OAuth(app).register(
    "portico",
    server_metadata_url=${`${client.issuer}/.well-known/openid-configuration`},
    client_id=${client.client_id},
    # Portico showed it once, when the client was made or its secret rotated.
    client_secret=os.environ["PORTICO_CLIENT_SECRET"],
    client_kwargs={
        "scope": ${joined(client.scope)},
        "token_endpoint_auth_method": ${client.token_endpoint_auth_method},
        "code_challenge_method": "S256",
    },
)


@app.get("/")
@app.get("/<path:_>")
def page(_=""):
    if request.path == ${decodedPath} and "state" in request.args:
        return take_answer()
    if "person" not in session:
        return portico.authorize_redirect(REDIRECT_URI)
    return session["person"]


def take_answer():
    token = portico.authorize_access_token()
    # Names and addresses are in userinfo, not in the ID token.
    person = portico.userinfo(token=token)
    if person["sub"] != token["userinfo"]["sub"]:
        raise OAuthError("invalid_token", "userinfo is about somebody else")
    session.clear()
    session["person"] = person
    return redirect("/")


@app.errorhandler(OAuthError)
def refused(error):
    return {"error": error.error, "message": error.description}, 400


if __name__ == "__main__":
    app.run("localhost", int(os.environ.get("PORT", ${port})))
`;
  },
};
