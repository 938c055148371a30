import type { Examples } from '../openapi/takes.js';

/** Clients as they are registered most. */
export const CLIENT_EXAMPLES: Examples = {
  'A web application': {
    client_name: 'Photo Book',
    redirect_uris: ['https://photos.example/callback'],
    post_logout_redirect_uris: ['https://photos.example/signed-out'],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email offline_access',
  },
  'A browser page without a server': {
    client_name: 'Photo Book (page)',
    redirect_uris: ['https://page.photos.example/callback'],
    token_endpoint_auth_method: 'none',
    scope: 'openid profile',
  },
  'An application on a phone or desktop': {
    client_name: 'Photo Book (phone)',
    application_type: 'native',
    redirect_uris: ['example.photos:/callback', 'http://127.0.0.1/callback'],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  },
  'A program that acts for itself': {
    client_name: 'Nightly export',
    grant_types: ['client_credentials'],
  },
};

export const CLIENT_PATCH_EXAMPLES: Examples = {
  'Rename it': { client_name: 'Photo Book 2' },
  'Take members back to their defaults': { logo_uri: null, access_token_lifetime: null },
};
