/** What the document says first. */
export const INTRODUCTION = `Portico signs people in to applications (OAuth 2.1, OpenID Connect), and is administered through the REST API below.

**A token for the admin API.** A client whose \`scope\` holds \`admin:read\` and \`admin:write\` gets one: a management client with \`client_credentials\`, or any client through the code flow, for a person who has an administrative role. What is asked for is capped by the scope and by the role; each endpoint names its permission as \`x-permission\`.

**Who may what.** An *owner* may all. An *admin* may all but make or change owners, and change clients that hold \`admin:*\` scopes. *Support* reads people, sets passwords, invites, signs people out, and looks up refusals. An *auditor* reads everything and changes nothing. A client that acts for itself may what an owner may, but make or change owners. Nobody gives a role, or changes a person, that may what they may not themselves. Role and status are read with each request.

**Changing things at the same time.** Every administered row has a version, which is its \`ETag\`. Send it as \`If-Match\`, and a change that somebody else made meanwhile is not overwritten: the answer is 412. Replacing by PUT needs \`If-Match\`; elsewhere it may be left out. PATCH is a JSON merge patch (RFC 7396).

**Lists** come in pages: send \`next_cursor\` as \`cursor\` to read on; the last page has none.

**Errors** of the admin API are problem details (RFC 9457): \`type\` says what kind of problem it is, \`errors\` names the member at fault. Errors of the protocol endpoints are those of the OAuth specifications.

**Times** are epoch seconds; those that end in \`_ms\`, milliseconds.`;

export const ADMIN_SCOPE_DESCRIPTIONS = {
  'admin:read': 'Read what your role lets you read.',
  'admin:write': 'Change what your role lets you change.',
} as const;

/** The headings, in their order. */
export const TAGS: Readonly<Record<string, string>> = {
  'OAuth 2.1 and OpenID Connect': 'What applications call.',
  Discovery: 'What applications configure themselves from.',
  Decisions: 'What resource servers ask: may this be done?',
  Clients: 'Admin API: the applications that people sign in to.',
  Users: 'Admin API: people.',
  Groups: 'Admin API: people under one name.',
  'Access policies': 'Admin API: what clients and people may have.',
  Audit: 'Admin API: what happened, how much of it, and why a request was refused.',
  Keys: 'Admin API: what tokens are signed with.',
  Administrators: 'Admin API: who asks, and what they may.',
  Operations: 'For load balancers and orchestrators.',
};
