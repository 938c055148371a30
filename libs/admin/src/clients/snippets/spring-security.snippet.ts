import { credential } from './fill-ins.js';
import { listening } from './listening.js';
import { java } from './literals.js';
import type { Snippet } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';

/** A web application on Spring Boot, in one class: its properties would read `${…}` in a value as a name. */
export const springSecurity: Snippet = {
  id: 'spring-security',
  name: 'Spring Security',
  language: 'java',
  file_name: 'SecurityConfiguration.java',
  kinds: ['web'],
  methods: ['client_secret_basic', 'client_secret_post'],
  tested: false,
  install: () => 'implementation("org.springframework.boot:spring-boot-starter-oauth2-client")',
  packages: [{ name: 'org.springframework.boot:spring-boot-starter-oauth2-client', version: '3.5.7' }],
  fill_in: credential,
  // It checks ID tokens by RS256 unless a bean of yours says otherwise.
  suits: ({ id_token_signed_response_alg }) => id_token_signed_response_alg === 'RS256',
  text: (client) => java`import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
public class SecurityConfiguration {

  @Bean
  ClientRegistrationRepository clients() {
    return new InMemoryClientRegistrationRepository(
        ClientRegistrations.fromIssuerLocation(${client.issuer})
            .registrationId("portico")
            .clientId(${client.client_id})
            // Portico showed it once, when the client was made or its secret rotated.
            .clientSecret(System.getenv("PORTICO_CLIENT_SECRET"))
            .clientAuthenticationMethod(ClientAuthenticationMethod.${method(client)})
            .redirectUri(${client.redirect_uri})
            .scope(${argumentsOf(client.scope)})
            .userNameAttributeName("sub")
            .build());
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
    // Portico requires PKCE of every client; Spring Security adds it to public ones only, unless told.
    var requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
    requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
${signOut(client)}
    return http
        .authorizeHttpRequests(each -> each.anyRequest().authenticated())
        .oauth2Login(login -> login
            .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
            .redirectionEndpoint(endpoint -> endpoint.baseUri(${listening(client.redirect_uri).path})))
        .logout(logout -> logout.logoutSuccessHandler(atPortico))
        .build();
  }
}
`,
};

function method({ token_endpoint_auth_method: name }: SnippetClient) {
  return name === 'client_secret_post' ? java`CLIENT_SECRET_POST` : java`CLIENT_SECRET_BASIC`;
}

function signOut({ post_logout_redirect_uri: back }: SnippetClient) {
  const line = java`    var atPortico = new OidcClientInitiatedLogoutSuccessHandler(clients);`;
  if (back === undefined) return line;
  return java`${line}
    atPortico.setPostLogoutRedirectUri(${back});`;
}

/** Java has no literal for a list: they are arguments. */
function argumentsOf([first = '', ...rest]: readonly string[]) {
  return rest.reduce((before, value) => java`${before}, ${value}`, java`${first}`);
}
