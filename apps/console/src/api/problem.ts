/** A problem as the admin API answers it (RFC 9457). */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}

/** What the admin API refused, and why. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? `Portico answered ${status}.`);
  }

  /** Somebody else changed it since it was read. */
  get outdated(): boolean {
    return this.status === 412;
  }

  /** By the member at fault, as forms show them. */
  get fields(): Readonly<Record<string, string>> {
    return Object.fromEntries((this.problem.errors ?? []).map(({ field, detail }) => [field, detail]));
  }
}

/** The problem of an answer that isn't a success. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, typeof body === 'object' && body !== null ? body : {});
}
