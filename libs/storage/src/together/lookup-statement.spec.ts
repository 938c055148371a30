import { describe, expect, it } from 'vitest';
import { LookupStatement } from './lookup-statement.js';

describe('A lookup for many keys at once', () => {
  it.each([
    ['SELECT a, b FROM t WHERE id = ?', 'SELECT a, b, id AS lookup_key_0 FROM t WHERE id IN (?, ?)'],
    ['SELECT * FROM t WHERE id = ?', 'SELECT *, id AS lookup_key_0 FROM t WHERE id IN (?, ?)'],
    [
      'SELECT c.*, g.x AS y FROM c JOIN g ON g.id = c.g_id WHERE c.hash = ?',
      'SELECT c.*, g.x AS y, c.hash AS lookup_key_0 FROM c JOIN g ON g.id = c.g_id WHERE c.hash IN (?, ?)',
    ],
    [
      'SELECT x FROM t WHERE a = ? AND b = ?',
      'SELECT x, a AS lookup_key_0, b AS lookup_key_1 FROM t WHERE (a = ? AND b = ?) OR (a = ? AND b = ?)',
    ],
  ])('%s', (sql, forTwo) => {
    expect(new LookupStatement(sql).forMany(2)).toBe(forTwo);
  });

  it.each([
    'SELECT x FROM t WHERE a > ?',
    'SELECT x FROM t WHERE a = ? OR b = ?',
    'SELECT x FROM t WHERE a = ? AND b IS NULL',
    'SELECT x FROM t WHERE a = ? LIMIT 1',
    'SELECT x FROM t WHERE a = ? ORDER BY b',
    'SELECT x FROM t WHERE a = ? FOR UPDATE',
    'SELECT x FROM t JOIN u ON u.a = ? WHERE t.b = ?',
    'SELECT COUNT(*) FROM t WHERE a = ?',
    'SELECT x FROM t',
    'DELETE FROM t WHERE a = ?',
  ])('is none: %s', (sql) => {
    expect(() => new LookupStatement(sql)).toThrow('not a lookup by a key');
  });

  it('gives each row by its key, without what it was found by', () => {
    const statement = new LookupStatement('SELECT x FROM t WHERE a = ? AND b = ?');
    const rows = [
      { x: 1, lookup_key_0: 'p', lookup_key_1: 'q' },
      { x: 2, lookup_key_0: 'p', lookup_key_1: 'r' },
    ];
    expect([...statement.byKey(rows).values()]).toEqual([{ x: 1 }, { x: 2 }]);
  });
});
