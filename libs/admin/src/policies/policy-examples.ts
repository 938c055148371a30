import type { Examples } from '../openapi/takes.js';

/** Policies as they are written most. */
export const POLICY_EXAMPLES: Examples = {
  'Read invoices of one region, without bank details': {
    name: 'Invoices of a region',
    parameters: [{ name: 'region', type: 'text' }],
    rules: [
      {
        name: 'own region',
        resource: {
          type: 'invoice',
          where: [{ attribute: 'region', operator: 'equals', value: { variable: 'parameter.region' } }],
        },
        actions: ['read', 'search'],
        hidden_fields: ['iban'],
      },
    ],
  },
  'Everything, but only for accountants in the office': {
    name: 'Accountants in the office',
    entry: { roles: ['accountant'], networks: ['10.0.0.0/8'], access_token_lifetime: 300 },
    rules: [{ name: 'all', resource: { type: '*' }, actions: ['*'] }],
  },
  'What one owns oneself': {
    name: 'Own notes',
    rules: [
      {
        name: 'own',
        resource: {
          type: 'note',
          where: [{ attribute: 'owner', operator: 'equals', value: { variable: 'person.sub' } }],
        },
        actions: ['*'],
        read_only_fields: ['owner'],
      },
    ],
  },
};
