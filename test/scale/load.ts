import { TestBrowser } from '../support/browser.js';
import type { TestPerson } from '../support/person.js';
import type { Answer, RelyingParty } from '../support/relying-party.js';
import { isSignedIn } from './is-signed-in.js';

/** Something that is tried again went on failing for too long. */
const PATIENCE_MS = 20_000;
/** A request that nobody answers. */
const TIMEOUT_MS = 5000;
const PAUSE_MS = 50;
/** Between the sign-ins of a row, so that a small machine has time for a server's start. */
const BETWEEN_MS = 200;

/** A sign-in that was accepted, with what must be there of it as long as nobody signs out. */
interface SignedIn {
  readonly browser: TestBrowser;
  /** The last one that the client got; none where the answer that held it was lost with its server. */
  readonly refreshToken?: string;
}

/** Where the load goes. */
export interface Target {
  readonly issuer: string;
  readonly party: RelyingParty;
  readonly people: readonly TestPerson[];
}

/**
 * People who sign in, one after the other in each of some rows, each with a code flow whose code is presented twice at
 * once, or whose refresh token is. It notes what was accepted, what was spent twice, and what had to be tried again.
 */
export class Load {
  readonly signedIn: SignedIn[] = [];
  /** What no server may do. */
  readonly faults: string[] = [];
  /** What went wrong with a request that was then made again. */
  readonly retries: string[] = [];
  private stopped = false;
  private readonly rows: Promise<void>[];

  constructor(private readonly target: Target) {
    this.rows = target.people.map(async (person, row) => {
      for (let turn = row; !this.stopped; turn += 1) {
        try {
          await this.signIn(person, turn % 2 === 0 ? 'code' : 'refresh token');
          await pause(BETWEEN_MS);
        } catch (error) {
          this.faults.push(String(error));
          return;
        }
      }
    });
  }

  /** Until so many more have signed in. */
  async more(signIns: number): Promise<void> {
    const goal = this.signedIn.length + signIns;
    const deadline = Date.now() + PATIENCE_MS;
    while (this.signedIn.length < goal && this.faults.length === 0) {
      if (Date.now() > deadline) throw new Error(`too slow: ${this.signedIn.length} of ${goal}`);
      await pause();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.rows);
  }

  /** How many of those whose sign-in was accepted are no longer signed in, or can't refresh. */
  async lost(): Promise<readonly string[]> {
    const { issuer, party } = this.target;
    const lost: string[] = [];
    for (const { browser, refreshToken } of this.signedIn) {
      if (!(await isSignedIn(issuer, party, browser))) lost.push('a session');
      if (refreshToken === undefined) continue;
      const { status, text } = await party.refresh(refreshToken);
      if (status !== 200) lost.push(`a refresh token: ${status} ${text}`);
    }
    return lost;
  }

  private async signIn(person: TestPerson, twice: 'code' | 'refresh token'): Promise<void> {
    const { party, issuer } = this.target;
    const browser = new TestBrowser(issuer);
    // The way through the pages is begun again where it broke off: the session is kept by the browser's cookie.
    const scope = 'openid offline_access';
    const code = await this.again('sign-in', () => party.code(browser, { scope }, person));
    const [first, second] = await Promise.all([
      this.ask(() => party.redeem(code)),
      twice === 'code' ? this.ask(() => party.redeem(code)) : undefined,
    ]);
    if (first.status === 200 && second?.status === 200) this.faults.push('a code was spent twice');
    if (twice === 'refresh token' && first.status === 200) {
      this.signedIn.push({ browser, refreshToken: await this.refresh(String(first.body.refresh_token)) });
    } else {
      if (twice === 'refresh token' && !first.wasLost) this.faults.push(`a code was refused: ${first.text}`);
      // One of two that present a code is a thief (RFC 6749 §4.1.2), and so is who asks again after a lost answer.
      this.signedIn.push({ browser });
    }
  }

  /** Twice at once: both are the same client's, and get the same successor. */
  private async refresh(token: string): Promise<string> {
    const answers = await Promise.all([
      this.ask(() => this.target.party.refresh(token)),
      this.ask(() => this.target.party.refresh(token)),
    ]);
    const successors = new Set(answers.map(({ body }) => String(body.refresh_token)));
    for (const { status, text } of answers) {
      if (status !== 200) this.faults.push(`a refresh token was refused: ${text}`);
    }
    if (successors.size !== 1) this.faults.push('a refresh token has two successors');
    return String([...successors][0]);
  }

  /** One request of the client, until it is answered. */
  private async ask(request: () => Promise<Answer>): Promise<Answer & { readonly wasLost: boolean }> {
    let tries = 0;
    const answer = await this.again('token request', async () => {
      tries += 1;
      const got = await request();
      if (got.status >= 500) throw new Error(`${got.status} ${got.text}`);
      return got;
    });
    return { ...answer, wasLost: tries > 1 };
  }

  private async again<T>(what: string, work: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await inTime(work());
      } catch (error) {
        this.retries.push(`${what}: ${reason(error)}`);
        if (Date.now() > deadline) throw error;
        await pause();
      }
    }
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nobody answered')), TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function pause(milliseconds = PAUSE_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
