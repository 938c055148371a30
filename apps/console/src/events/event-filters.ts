/** By what the audit record can be narrowed. */
export const FILTERS = ['type', 'subject', 'client_id'] as const;

export type EventFilters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;
