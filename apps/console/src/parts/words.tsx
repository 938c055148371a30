import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly value: readonly string[];
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (words: string[]) => void;
}

/** A few words in one line, with spaces between them. */
export function Words({ value, onChange, ...look }: Props) {
  const [text, setText] = useState(value.join(' '));
  const change = (typed: string) => {
    setText(typed);
    onChange(typed.split(/[\s,]+/).filter((word) => word !== ''));
  };
  return (
    <TextInput
      {...look}
      spellCheck={false}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
