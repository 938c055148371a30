import { credential } from './fill-ins.js';
import { listening } from './listening.js';
import { csharp } from './literals.js';
import type { Snippet } from './snippet.js';
import type { SnippetClient } from './snippet-client.js';

/** A web application on ASP.NET Core, which sends PKCE, `state` and `nonce` by itself, and pushes its requests. */
export const aspnetCore: Snippet = {
  id: 'aspnet-core',
  name: 'ASP.NET Core',
  language: 'csharp',
  file_name: 'Program.cs',
  kinds: ['web'],
  methods: ['client_secret_post'],
  pushes: true,
  tested: false,
  install: () => 'dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect',
  packages: [{ name: 'Microsoft.AspNetCore.Authentication.OpenIdConnect', version: '9.0' }],
  fill_in: credential,
  // It builds the redirect URI from the request, so one with a query never matches.
  suits: ({ redirect_uri }) => !redirect_uri.includes('?'),
  text: (client) => csharp`using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

var builder = WebApplication.CreateBuilder(args);

builder.Services
    .AddAuthentication(options =>
    {
        options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
    })
    .AddCookie()
    .AddOpenIdConnect(options =>
    {
        options.Authority = ${client.issuer};
        options.ClientId = ${client.client_id};
        // Portico showed it once, when the client was made or its secret rotated.
        options.ClientSecret = Environment.GetEnvironmentVariable("PORTICO_CLIENT_SECRET");
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = ${listening(client.redirect_uri).decodedPath};
        options.Scope.Clear();
${scopes(client)}
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.SaveTokens = true;${insecure(client)}
    });
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

app.MapGet("/", (System.Security.Claims.ClaimsPrincipal person) =>
        person.Claims.Select(claim => new { claim.Type, claim.Value }))
    .RequireAuthorization();
app.Run();
`,
};

function scopes({ scope }: SnippetClient) {
  const [first = csharp``, ...rest] = scope.map((value) => csharp`        options.Scope.Add(${value});`);
  return rest.reduce((before, line) => csharp`${before}\n${line}`, first);
}

function insecure(client: SnippetClient) {
  return client.insecure
    ? csharp`
        // Only while the issuer is http://localhost.
        options.RequireHttpsMetadata = false;`
    : csharp``;
}
