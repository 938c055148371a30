import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages';
import { ProblemAlert } from './problem-alert';

interface Props extends Pick<ButtonProps, 'color' | 'variant' | 'size' | 'disabled'> {
  readonly id?: string;
  readonly label: string;
  /** What will happen, in a sentence or more. */
  readonly children: ReactNode;
  readonly onConfirm: () => Promise<unknown>;
}

/** Something that can't be taken back, or that others feel: says what will happen, and does it when one means it. */
export function ConfirmButton({ id, label, children, onConfirm, ...look }: Props) {
  const { parts } = useMessages();
  const [opened, { open, close }] = useDisclosure(false);
  const { mutate, isPending, error, reset } = useMutation({ mutationFn: onConfirm, onSuccess: close });
  const show = () => {
    reset();
    open();
  };
  return (
    <>
      <Button id={id} {...look} onClick={show}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label} closeButtonProps={{ 'aria-label': parts.cancel }}>
        <Stack>
          <Text component="div">{children}</Text>
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {parts.cancel}
            </Button>
            <Button
              id={id && `${id}-confirm`}
              color={look.color}
              loading={isPending}
              onClick={() => mutate()}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
