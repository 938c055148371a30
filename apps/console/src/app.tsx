import { Center, Loader } from '@mantine/core';
import { Redirect, Route, Router, Switch } from 'wouter';
import { ClientList } from './clients/client-list';
import { ClientPage } from './clients/client-page';
import { NewClient } from './clients/new-client';
import { EventsPage } from './events/events-page';
import { GroupList } from './groups/group-list';
import { GroupPage } from './groups/group-page';
import { KeysPage } from './keys/keys-page';
import { Overview } from './overview/overview';
import { NewPerson } from './people/new-person';
import { PeopleList } from './people/people-list';
import { PersonPage } from './people/person-page';
import { CONSOLE_PATH } from './place';
import { NewPolicy } from './policies/new-policy';
import { PolicyList } from './policies/policy-list';
import { PolicyPage } from './policies/policy-page';
import { Simulator } from './policies/simulator';
import { RefusalList } from './refusals/refusal-list';
import { RefusalPage } from './refusals/refusal-page';
import { MeProvider, useMyself } from './session/me';
import { NoRole } from './session/no-role';
import { NotFound } from './shell/not-found';
import { Shell } from './shell/shell';

/** All pages, for whoever has an administrative role. */
export function App() {
  const { me, refused } = useMyself();
  if (refused) return <NoRole why={refused} />;
  if (!me) {
    return (
      <Center h="100vh">
        <Loader aria-label="…" />
      </Center>
    );
  }
  return (
    <MeProvider value={me}>
      <Router base={CONSOLE_PATH}>
        <Shell>
          <Switch>
            <Route path="/" component={Overview} />
            <Route path="/signed-in">
              <Redirect to="/" />
            </Route>
            <Route path="/clients" component={ClientList} />
            <Route path="/clients/new" component={NewClient} />
            <Route path="/clients/:client_id">
              {({ client_id }) => <ClientPage client_id={decodeURIComponent(client_id)} />}
            </Route>
            <Route path="/people" component={PeopleList} />
            <Route path="/people/new" component={NewPerson} />
            <Route path="/people/:id">{({ id }) => <PersonPage id={id} />}</Route>
            <Route path="/groups" component={GroupList} />
            <Route path="/groups/:id">{({ id }) => <GroupPage group_id={id} />}</Route>
            <Route path="/policies" component={PolicyList} />
            <Route path="/policies/new" component={NewPolicy} />
            <Route path="/policies/:id">{({ id }) => <PolicyPage policy_id={id} />}</Route>
            <Route path="/simulator" component={Simulator} />
            <Route path="/keys" component={KeysPage} />
            <Route path="/events" component={EventsPage} />
            <Route path="/refusals" component={RefusalList} />
            <Route path="/refusals/:reference">
              {({ reference }) => <RefusalPage reference={reference} />}
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Shell>
      </Router>
    </MeProvider>
  );
}
