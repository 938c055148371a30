import { credential } from './fill-ins.js';
import { goAuthStyle, OAUTH2 } from './go-oauth2.js';
import { goGet } from './install.js';
import { listening } from './listening.js';
import { go } from './literals.js';
import type { Snippet } from './snippet.js';

/** A web application in Go. */
export const goOidc: Snippet = {
  id: 'go-oidc',
  name: 'Go with go-oidc and x/oauth2',
  language: 'go',
  file_name: 'main.go',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: goGet('github.com/coreos/go-oidc/v3/oidc', 'golang.org/x/oauth2'),
  packages: [{ name: 'github.com/coreos/go-oidc/v3', version: 'v3.21.0' }, OAUTH2],
  fill_in: credential,
  text: (client) => {
    const { decodedPath, port } = listening(client.redirect_uri);
    return go`package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const clientID = ${client.client_id}

// What is known of a browser, by its cookie. Several processes need a store that they share.
type visit struct {
	state, nonce, verifier string
	person                 json.RawMessage
}

type application struct {
	provider *oidc.Provider
	tokens   *oidc.IDTokenVerifier
	config   oauth2.Config
	visits   sync.Map
}

func main() {
	provider, err := oidc.NewProvider(context.Background(), ${client.issuer})
	if err != nil {
		log.Fatal(err)
	}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = ${goAuthStyle(client)}
	app := &application{
		provider: provider,
		tokens: provider.Verifier(&oidc.Config{
			ClientID:             clientID,
			SupportedSigningAlgs: ${[client.id_token_signed_response_alg]},
		}),
		config: oauth2.Config{
			ClientID: clientID,
			// Portico showed it once, when the client was made or its secret rotated.
			ClientSecret: os.Getenv("PORTICO_CLIENT_SECRET"),
			Endpoint:     endpoint,
			RedirectURL:  ${client.redirect_uri},
			Scopes:       ${client.scope},
		},
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = ${String(port)}
	}
	log.Fatal(http.ListenAndServe(":"+port, app))
}

func (app *application) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var known *visit
	if cookie, err := r.Cookie("visit"); err == nil {
		if found, ok := app.visits.Load(cookie.Value); ok {
			known = found.(*visit)
		}
	}
	switch {
	case r.URL.Path == ${decodedPath} && r.URL.Query().Has("state"):
		app.takeAnswer(w, r, known)
	case known == nil || known.person == nil:
		app.signIn(w, r)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.Write(known.person)
	}
}

func (app *application) signIn(w http.ResponseWriter, r *http.Request) {
	begun := &visit{state: rand.Text(), nonce: rand.Text(), verifier: oauth2.GenerateVerifier()}
	app.remember(w, begun)
	url := app.config.AuthCodeURL(begun.state, oidc.Nonce(begun.nonce), oauth2.S256ChallengeOption(begun.verifier))
	http.Redirect(w, r, url, http.StatusFound)
}

func (app *application) takeAnswer(w http.ResponseWriter, r *http.Request, begun *visit) {
	query := r.URL.Query()
	if begun == nil || query.Get("state") != begun.state {
		http.Error(w, "the answer to something that this browser didn't ask", http.StatusBadRequest)
		return
	}
	if reason := query.Get("error"); reason != "" {
		http.Error(w, reason, http.StatusForbidden)
		return
	}
	person, err := app.redeem(r.Context(), query.Get("code"), begun)
	if err != nil {
		log.Print(err)
		http.Error(w, "nobody is signed in", http.StatusBadGateway)
		return
	}
	app.remember(w, &visit{person: person})
	http.Redirect(w, r, "/", http.StatusFound)
}

func (app *application) redeem(ctx context.Context, code string, begun *visit) (json.RawMessage, error) {
	token, err := app.config.Exchange(ctx, code, oauth2.VerifierOption(begun.verifier))
	if err != nil {
		return nil, err
	}
	raw, _ := token.Extra("id_token").(string)
	idToken, err := app.tokens.Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if idToken.Nonce != begun.nonce {
		return nil, refusal("the ID token is of another sign-in")
	}
	info, err := app.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return nil, err
	}
	if info.Subject != idToken.Subject {
		return nil, refusal("userinfo is about somebody else")
	}
	var person json.RawMessage
	err = info.Claims(&person)
	return person, err
}

// A new cookie each time: what was known of a browser before a sign-in is not carried on.
func (app *application) remember(w http.ResponseWriter, what *visit) {
	id := rand.Text()
	app.visits.Store(id, what)
	http.SetCookie(w, &http.Cookie{
		Name: "visit", Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: ${client.redirect_uri.startsWith('https:') ? go`true` : go`false`},
	})
}

type refusal string

func (e refusal) Error() string { return string(e) }
`;
  },
};
