import os
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session

ISSUER = os.environ["ISSUER"]
PORT = int(os.environ.get("PORT", 8000))
ORIGIN = f"http://localhost:{PORT}"

app = Flask(__name__)
app.secret_key = os.environ["SESSION_SECRET"]


def keep(token):
    session["token"] = {name: token[name] for name in ("access_token", "refresh_token", "id_token", "expires_at")}


portico = OAuth(app).register(
    "portico",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email offline_access", "code_challenge_method": "S256"},
    # Called when a token that had expired was renewed.
    update_token=lambda token, **_: keep(token),
)


@app.get("/")
def home():
    return "Signed out"


@app.get("/login")
def login():
    return portico.authorize_redirect(f"{ORIGIN}/callback")


@app.get("/callback")
def callback():
    token = portico.authorize_access_token()
    keep(token)
    session["sub"] = token["userinfo"]["sub"]
    return redirect("/profile")


@app.get("/profile")
def profile():
    if "token" not in session:
        return redirect("/login")
    return {"sub": session["sub"], "userinfo": portico.userinfo(token=session["token"])}


@app.get("/refresh")
def refresh():
    before = session["token"]
    portico.userinfo(token={**before, "expires_at": 1})
    return {"refreshed": session["token"]["access_token"] != before["access_token"]}


@app.get("/logout")
def logout():
    hint = session.get("token", {}).get("id_token", "")
    session.clear()
    url = portico.load_server_metadata()["end_session_endpoint"]
    return redirect(f"{url}?{urlencode({'id_token_hint': hint, 'post_logout_redirect_uri': ORIGIN})}")


@app.errorhandler(AuthlibBaseError)
def refused(error):
    return {"error": error.error, "message": error.description}, 400


app.run("localhost", PORT)
