import type { FastifyReply, FastifyRequest } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { rememberAttempt, Sessions, takeAttempt } from './sessions.js';

const HOUR = 3_600_000;

let nowMs: number;
let sessions: Sessions;
beforeEach(() => {
  nowMs = 0;
  sessions = new Sessions(() => nowMs);
});

const from = (id?: string) => ({ cookies: id === undefined ? {} : { portico_demo: id } }) as FastifyRequest;
const reply = { setCookie: () => reply, clearCookie: () => reply } as unknown as FastifyReply;
const attempt = (state: string) => ({ state, nonce: 'n', code_verifier: 'v' });

describe('the demo’s sessions', () => {
  it('are found by their id alone, which nobody guesses', () => {
    const session = sessions.start(from(), reply);
    expect(Buffer.from(session.id, 'base64url')).toHaveLength(32);
    expect(sessions.of(from(session.id))).toBe(session);
    expect(sessions.of(from('x'.repeat(43)))).toBeUndefined();
    expect(sessions.of(from())).toBeUndefined();
  });

  it('end after eight hours, or when asked to', () => {
    const { id } = sessions.start(from(), reply);
    nowMs = 8 * HOUR - 1;
    expect(sessions.of(from(id))).toBeDefined();
    nowMs = 8 * HOUR;
    expect(sessions.of(from(id))).toBeUndefined();
    const other = sessions.start(from(), reply);
    sessions.end(from(other.id), reply);
    expect(sessions.of(from(other.id))).toBeUndefined();
  });

  it('take the place of the browser’s old one', () => {
    const old = sessions.start(from(), reply);
    const fresh = sessions.start(from(old.id), reply);
    expect(fresh.id).not.toBe(old.id);
    expect(sessions.of(from(old.id))).toBeUndefined();
  });

  it('are a thousand at most: the oldest goes', () => {
    const ids = Array.from({ length: 1_001 }, () => sessions.start(from(), reply).id);
    expect(sessions.of(from(ids[0]))).toBeUndefined();
    expect(sessions.of(from(ids[1]))).toBeDefined();
  });
});

describe('a sign-in that was begun', () => {
  it('is taken once, by its state', () => {
    const session = sessions.start(from(), reply);
    rememberAttempt(session, attempt('a'));
    rememberAttempt(session, attempt('b'));
    expect(takeAttempt(session, 'b')).toEqual(attempt('b'));
    expect(takeAttempt(session, 'b')).toBeUndefined();
    expect(takeAttempt(session, null)).toBeUndefined();
    expect(takeAttempt(undefined, 'a')).toBeUndefined();
    expect(takeAttempt(session, 'a')).toEqual(attempt('a'));
  });

  it('is forgotten when eight others were begun after it', () => {
    const session = sessions.start(from(), reply);
    for (const state of 'abcdefghi') rememberAttempt(session, attempt(state));
    expect(takeAttempt(session, 'a')).toBeUndefined();
    expect(takeAttempt(session, 'b')).toBeDefined();
  });
});
