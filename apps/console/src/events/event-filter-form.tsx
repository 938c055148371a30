import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMessages } from '../messages/messages';
import {
  type EventFilters,
  type FilterName,
  localTime,
  momentOf,
  OUTCOMES,
  TEXTS,
  TIMES,
} from './event-filters';

interface Props {
  readonly filters: EventFilters;
  /** An empty value takes the filter away. */
  readonly onChange: (name: FilterName, value: string) => void;
}

/** By what the audit record is narrowed: what, who, whom, through which application, from where, how it ended, when. */
export function EventFilterForm({ filters, onChange }: Props) {
  const { events } = useMessages();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      {TEXTS.map((name) => (
        <TextInput
          key={name}
          data-filter={name}
          label={events.filters[name]}
          placeholder={events.examples[name]}
          value={filters[name] ?? ''}
          onChange={({ currentTarget }) => onChange(name, currentTarget.value.trim())}
        />
      ))}
      <Select
        data-filter="outcome"
        label={events.filters.outcome}
        data={OUTCOMES.map((value) => ({ value, label: events[value] }))}
        value={filters.outcome ?? null}
        clearable
        clearButtonProps={{ 'aria-label': events.anyResult }}
        placeholder={events.anyResult}
        onChange={(outcome) => onChange('outcome', outcome ?? '')}
      />
      {TIMES.map((name) => (
        <TextInput
          key={name}
          type="datetime-local"
          label={events.filters[name]}
          defaultValue={localTime(filters[name])}
          onChange={({ currentTarget }) => onChange(name, momentOf(currentTarget.value))}
        />
      ))}
    </SimpleGrid>
  );
}
