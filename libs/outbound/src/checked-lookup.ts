import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { OutboundError } from './outbound-error.js';
import { isPublicAddress } from './public-address.js';

type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * The `lookup` of one connection. The addresses that it hands over are the very ones that were checked, so a name
 * that answers differently the next time (DNS rebinding) gains nothing. One bad address refuses them all.
 * @param publicOnly false for an allowed host
 */
export function checkedLookup(resolve: Resolve, publicOnly: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(resolve, hostname, publicOnly).then(
      ([first, ...rest]) => {
        if (options.all) callback(null, [first, ...rest]);
        else callback(null, first.address, first.family);
      },
      (error: OutboundError) => callback(error, []),
    );
  };
}

async function resolveChecked(
  resolve: Resolve,
  hostname: string,
  publicOnly: boolean,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const [first, ...rest] = await resolve(hostname).catch((cause: unknown) => {
    throw new OutboundError('unresolved', { cause });
  });
  if (first === undefined) throw new OutboundError('unresolved');
  if (publicOnly && ![first, ...rest].every(({ address }) => isPublicAddress(address))) {
    throw new OutboundError('not_public');
  }
  return [first, ...rest];
}
