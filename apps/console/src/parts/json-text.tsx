import { JsonInput, type JsonInputProps } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../messages/messages';

interface Props extends Omit<JsonInputProps, 'value' | 'onChange'> {
  /** Where the text begins; null or undefined is an empty one. */
  readonly value: unknown;
  /** Null for an empty text. */
  readonly onChange: (value: unknown) => void;
}

/** Text that is JSON most of the time: what isn't (yet) stays in the field, says so, and is not taken over. */
export function JsonText({ value, onChange, error, ...look }: Props) {
  const { schemaForm } = useMessages();
  const [text, setText] = useState(
    value === null || value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const [wrong, setWrong] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    try {
      onChange(typed.trim() === '' ? null : JSON.parse(typed));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <JsonInput autosize {...look} error={wrong ? schemaForm.notJson : error} value={text} onChange={change} />
  );
}
