/** What a worker tells the process that supervises it. */
export type WorkerMessage =
  /** It is about to serve: from the answer on it hears of changes. */
  | { readonly says: 'joins' }
  /** It serves, and has announced what it was to announce. */
  | { readonly says: 'serves' }
  /** It has committed a change; `change` is its own number of it. */
  | { readonly says: 'changed'; readonly change: number }
  /** It has read what `round` told it to. */
  | { readonly says: 'has read'; readonly round: number };

/** What a worker is told. */
export type SupervisorMessage =
  /** It hears of changes from now on. `announces`: it says at the terminal that Portico is ready. */
  | { readonly says: 'joined'; readonly announces: boolean }
  /** There is a change to read. */
  | { readonly says: 'read'; readonly round: number }
  /** All the others have read its change. */
  | { readonly says: 'known'; readonly change: number }
  /** Another one serves in its place. */
  | { readonly says: 'drain' };
