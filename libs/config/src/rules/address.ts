import { isIP } from 'node:net';
import { ValidateBy, type ValidationOptions } from 'class-validator';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An IP address, or a range as ADDRESS/BITS. RFC 4632 §3.1, RFC 4291 §2.3 */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%')) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** A host name or an IP address, without port. RFC 1123 §2.1 */
export function isHostName(text: string): boolean {
  return isIP(text) !== 0 || (text.length <= 253 && text.split('.').every((label) => LABEL.test(label)));
}

export function IsAddressOrRange(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAddressOrRange',
      validator: {
        validate: (value: unknown) => isAddressOrRange(String(value)),
        defaultMessage: () => 'must be IP addresses or ranges like 10.0.0.0/8, separated by commas',
      },
    },
    options,
  );
}

/** A port behind a host: of an IPv6 address only when that stands in brackets. */
const WITH_PORT = /^(\[[^\]]+\]|[^:]+):([1-9]\d{0,4})$/;

function isHostWithPort(text: string): boolean {
  const [, host = '', port] = WITH_PORT.exec(text) ?? [];
  return Number(port) <= 65_535 && isHostName(host.replace(/^\[|\]$/g, ''));
}

/** A host, for every port, or a host with a port. */
export function IsHostName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHostName',
      validator: {
        validate: (value: unknown) => isHostName(String(value)) || isHostWithPort(String(value)),
        defaultMessage: () => 'must be host names or IP addresses, with or without port, separated by commas',
      },
    },
    options,
  );
}
