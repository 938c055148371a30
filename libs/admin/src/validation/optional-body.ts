/** The base of bodies that need not be sent: without one, each member has its default. */
export abstract class OptionalBody {}
