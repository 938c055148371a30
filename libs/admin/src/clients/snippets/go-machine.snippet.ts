import { credential } from './fill-ins.js';
import { goAuthStyle, OAUTH2 } from './go-oauth2.js';
import { goGet } from './install.js';
import { go } from './literals.js';
import type { Snippet } from './snippet.js';

/** A program that acts for itself. RFC 6749 §4.4 */
export const goMachine: Snippet = {
  id: 'go-machine',
  name: 'Go with x/oauth2, without a person',
  language: 'go',
  file_name: 'main.go',
  kinds: ['machine'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: true,
  install: goGet('golang.org/x/oauth2/clientcredentials'),
  packages: [OAUTH2],
  fill_in: credential,
  text: (client) => go`package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

func main() {
	config := clientcredentials.Config{
		ClientID: ${client.client_id},
		// Portico showed it once, when the client was made or its secret rotated.
		ClientSecret: os.Getenv("PORTICO_CLIENT_SECRET"),
		TokenURL:     ${client.token_endpoint},
		Scopes:       ${client.machine_scope},
		AuthStyle:    ${goAuthStyle(client)},
	}
	// config.Client(ctx) is an http.Client that sends the token along and renews it.
	token, err := config.Token(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.AccessToken)
}
`,
};
