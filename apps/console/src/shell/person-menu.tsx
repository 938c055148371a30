import { Button, Menu, Text } from '@mantine/core';
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
        <Button variant="default" maw={{ base: 200, sm: 320 }} px={{ base: 'xs', sm: 'md' }}>
          <Text inherit truncate>
            {name ?? shell.account}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="code-line" maw={300}>
          {[name, role && roles[role]].filter(Boolean).join(' · ')}
        </Menu.Label>
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
