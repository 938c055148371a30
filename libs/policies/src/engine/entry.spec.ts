import { describe, expect, it } from 'vitest';
import { ALICE, aClient, alice, applied, facts } from '../../test/some-access.js';
import { judgeEntry, whyNot } from './entry.js';

const entry = (conditions: object) => applied({ entry: conditions });

describe('The conditions of entry of a policy', () => {
  const [group] = ALICE.groups;
  it.each([
    [{}, {}, undefined],
    [{ roles: ['editor'] }, {}, undefined],
    [{ roles: ['Editor'] }, {}, 'not_named'],
    [{ roles: ['admin'] }, {}, 'not_named'],
    [{ groups: [group?.id] }, {}, undefined],
    [{ people: [ALICE.id] }, {}, undefined],
    [{ roles: ['admin'], people: [ALICE.id] }, {}, undefined],
    [{ roles: ['editor'] }, { person: undefined }, 'no_person'],
    [{ networks: ['192.0.2.0/24'] }, {}, undefined],
    [{ networks: ['192.0.2.0/24'] }, { network: '::ffff:192.0.2.9' }, undefined],
    [{ networks: ['192.0.2.0/24'] }, { network: '198.51.100.1' }, 'network'],
    [{ networks: ['192.0.2.0/24'] }, { network: null }, 'network_unknown'],
    [{ networks: ['192.0.2.0/24'] }, { network: undefined }, undefined],
    [{ valid_from: 1_800_000_000 }, {}, undefined],
    [{ valid_from: 1_800_000_001 }, {}, 'not_yet'],
    [{ valid_until: 1_800_000_000 }, {}, 'no_longer'],
    [{ valid_until: 1_800_000_001 }, {}, undefined],
  ] as const)('%j, with %j: %s', (conditions, changes, why) => {
    expect(whyNot(entry(conditions), facts(changes))).toBe(why);
  });
});

describe('Whether anything may be issued', () => {
  const never = { entry: { roles: ['nobody'] } };

  it('needs nothing of those who are unrestricted, whatever policies they have', () => {
    expect(judgeEntry(facts())).toMatchObject({ admitted: true, access_token_lifetime: undefined });
    const client = { ...aClient(applied(never)), unrestricted: true };
    expect(judgeEntry(facts({ client })).admitted).toBe(true);
  });

  it.each(['client', 'person'] as const)('is denied when the %s is restricted and has no policy', (side) => {
    const bearer = side === 'client' ? aClient() : alice();
    const verdict = judgeEntry(facts({ [side]: { ...bearer, unrestricted: false } }));
    expect(verdict.admitted).toBe(false);
    expect(verdict.sides.find((one) => one.side === side)).toMatchObject({ admitted: false, policies: [] });
  });

  it('needs one policy of each side that counts, and says of every other why it doesn’t', () => {
    const client = aClient(applied(never), applied({ name: 'Q' }));
    const [, side] = judgeEntry(facts({ client })).sides;
    expect(side?.policies.map(({ name, counts, why_not }) => [name, counts, why_not])).toEqual([
      ['P', false, 'not_named'],
      ['Q', true, undefined],
    ]);
    expect(judgeEntry(facts({ client: aClient(applied(never)) })).admitted).toBe(false);
    expect(judgeEntry(facts({ client, person: alice(applied(never)) })).admitted).toBe(false);
  });

  it('of a client that acts for itself asks its own policies alone', () => {
    expect(judgeEntry(facts({ person: undefined })).sides.map(({ side }) => side)).toEqual(['client']);
  });

  const lives = (seconds: number | null, name = 'P') =>
    applied({ name, entry: { access_token_lifetime: seconds } });
  it.each([
    [[lives(60)], [], 60],
    [[lives(60), lives(300, 'Q')], [], 300],
    [[lives(60), lives(null, 'Q')], [], undefined],
    [[lives(60)], [lives(30)], 30],
    [[lives(60)], [lives(90)], 60],
    [[], [lives(90)], 90],
  ])(
    'is bounded by the most generous policy of a side, and by the shorter side (%#)',
    (clients, persons, bound) => {
      const verdict = judgeEntry(facts({ client: aClient(...clients), person: alice(...persons) }));
      expect(verdict.access_token_lifetime).toBe(bound);
    },
  );

  it('ends what it gives when the policy ends', () => {
    const until = applied({ entry: { valid_until: 1_800_000_100 } });
    expect(judgeEntry(facts({ client: aClient(until) })).expires_at).toBe(1_800_000_100);
  });

  it('a policy that doesn’t count bounds nothing', () => {
    const client = aClient(
      applied({ entry: { roles: ['nobody'], access_token_lifetime: 30 } }),
      applied({ name: 'Q' }),
    );
    expect(judgeEntry(facts({ client })).access_token_lifetime).toBeUndefined();
  });
});
