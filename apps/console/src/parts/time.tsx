import { Text } from '@mantine/core';
import { LOCALE } from '../messages/locale';

const FORMAT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in the reader's own time zone; its exact value in UTC when one points at it. @param ms epoch milliseconds */
export function Time({ ms }: { readonly ms: number }) {
  const date = new Date(ms);
  return (
    <Text span inherit component="time" dateTime={date.toISOString()} title={date.toISOString()}>
      {FORMAT.format(date)}
    </Text>
  );
}
