/** The new one and the old one, while a rotation is under way. */
export const MOST_VALID_SECRETS = 2;
