import { Button, Menu } from '@mantine/core';
import { useMessages } from '../messages/messages';
import { ISSUER } from '../place';
import { useMe } from '../session/me';
import { userManager } from '../session/user-manager';

/** Who one is, and the way out. */
export function PersonMenu() {
  const { shell, session, roles } = useMessages();
  const { name, role } = useMe();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" maw={{ base: 160, sm: 320 }}>
          {name ?? shell.account}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {role && <Menu.Label>{roles[role]}</Menu.Label>}
        <Menu.Item component="a" href={`${ISSUER}/account`}>
          {shell.account}
        </Menu.Item>
        <Menu.Item component="a" href={`${ISSUER}/docs`}>
          {shell.docs}
        </Menu.Item>
        <Menu.Item onClick={() => void userManager.signoutRedirect()}>{session.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
