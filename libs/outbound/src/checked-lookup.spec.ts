import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { checkedLookup } from './checked-lookup.js';

const GOOD: LookupAddress = { address: '8.8.8.8', family: 4 };
const GOOD6: LookupAddress = { address: '2606:4700:4700::1111', family: 6 };
const BAD: LookupAddress = { address: '127.0.0.1', family: 4 };
const BAD6: LookupAddress = { address: 'fd00::1', family: 6 };

/** Answers each time with the next of the answers. */
function resolver(...answers: LookupAddress[][]) {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    return answers[asked.length - 1] ?? [];
  };
  return { resolve, asked };
}

function look(lookup: ReturnType<typeof checkedLookup>, all = true) {
  return new Promise((resolve, reject) => {
    lookup('app.example', { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : [address, family]),
    );
  });
}

describe('Addresses are checked where the connection is made', () => {
  it('hands over exactly what it checked, and asks once, so a second answer never counts', async () => {
    const { resolve, asked } = resolver([GOOD, GOOD6], [BAD]);
    expect(await look(checkedLookup(resolve, true))).toEqual([GOOD, GOOD6]);
    expect(asked).toEqual(['app.example']);
  });

  it('gives the first address to a caller that wants one', async () => {
    expect(await look(checkedLookup(resolver([GOOD6, GOOD]).resolve, true), false)).toEqual([
      GOOD6.address,
      6,
    ]);
  });

  it.each([
    ['a private address', [BAD]],
    ['a private address among public ones', [GOOD, GOOD6, BAD6]],
    ['a text that is no address', [{ address: '0x7f.1', family: 4 }]],
  ])('refuses %s', async (_, answer) => {
    await expect(look(checkedLookup(resolver(answer).resolve, true))).rejects.toMatchObject({
      code: 'not_public',
    });
    await expect(look(checkedLookup(resolver(answer).resolve, true), false)).rejects.toMatchObject({
      code: 'not_public',
    });
  });

  it('hands over a private address of an allowed host', async () => {
    expect(await look(checkedLookup(resolver([BAD]).resolve, false))).toEqual([BAD]);
  });

  it('says when a name has no address', async () => {
    const failing = () => Promise.reject(new Error('ENOTFOUND'));
    await expect(look(checkedLookup(failing, true))).rejects.toMatchObject({ code: 'unresolved' });
    await expect(look(checkedLookup(resolver([]).resolve, true))).rejects.toMatchObject({
      code: 'unresolved',
    });
  });
});
