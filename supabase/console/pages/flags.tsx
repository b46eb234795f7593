// Feature flags: for whom each is on; a change needs a reason, and is audited.

import {
  Button,
  Card,
  Group,
  NumberInput,
  Stack,
  Switch,
  TagsInput,
  TextInput,
  Title,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import {
  ask,
  type ConsolePage,
  Empty,
  Go,
  Listed,
  State,
  useAct,
  useInView,
  When,
} from "../parts.tsx";

interface Flag {
  name: string;
  description: string;
  is_enabled: boolean;
  share_percent: number;
  roles: readonly string[];
  user_ids: readonly string[];
  version: number;
  updated_at: string;
}

const NEW = {
  name: "",
  description: "",
  is_enabled: false,
  share_percent: 0,
  roles: [],
  user_ids: [],
  version: 0,
};
type Draft = Omit<Flag, "updated_at">;

export const page: ConsolePage = {
  title: "Feature flags",
  place: 15,
  Page: ({ client }) => <Flags client={client} />,
};

function Flags({ client }: { client: ApiClient }) {
  const [changed, setChanged] = useState<Draft | null>(null);
  const [outcome, act] = useAct();
  const [times, setTimes] = useState(0);
  const done = (words: string): string => {
    setChanged(null);
    setTimes((count) => count + 1);
    return words;
  };
  const set = ({ name, version, ...flag }: Draft, reason: string) => async (): Promise<string> => {
    await ask(client, "set_feature_flag", { name, flag, reason, expected_version: version });
    return done(`Flag ${name} is set.`);
  };
  const remove = ({ name, version }: Draft, reason: string) => async (): Promise<string> => {
    await ask(client, "delete_feature_flag", { name, reason, expected_version: version });
    return done(`Flag ${name} is deleted.`);
  };
  return (
    <Stack align="start">
      <Button size="xs" onClick={() => setChanged(NEW)}>
        New flag
      </Button>
      {outcome}
      {changed !== null && (
        <Change
          // Fields keep their first value: with what was read anew comes another form.
          key={JSON.stringify(changed)}
          flag={changed}
          onSet={(flag, reason) => act(set(flag, reason))}
          onDelete={(reason) => act(remove(changed, reason))}
          onCancel={() => setChanged(null)}
        />
      )}
      <Listed<Flag>
        key={times}
        client={client}
        name="list_feature_flags"
        topics={["core:feature_flags"]}
        label="Feature flags"
        empty={
          <Empty
            words="There is no feature flag."
            hint={
              "A flag switches a part on for some users. New flag makes one; docs/flags.md says " +
              "how a part asks for it."
            }
          />
        }
        keyOf={({ name }) => name}
        columns={[
          { title: "Flag", cell: ({ name }) => name },
          { title: "What", cell: ({ description }) => description },
          { title: "State", cell: (flag) => <State of={flag.is_enabled ? "active" : "off"} /> },
          { title: "Users", isNumber: true, cell: (flag) => `${flag.share_percent} %` },
          { title: "Roles", cell: ({ roles }) => roles.join(", ") },
          { title: "Named users", isNumber: true, cell: (flag) => flag.user_ids.length },
          { title: "Changed", cell: ({ updated_at }) => <When at={updated_at} /> },
          {
            title: "Actions",
            cell: ({ updated_at: _, ...flag }) => (
              <Group gap={6} wrap="nowrap">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Change ${flag.name}`}
                  onClick={() => setChanged(flag)}
                >
                  Change
                </Button>
                <Go to={`audit/core.feature_flags/${encodeURIComponent(flag.name)}`}>history</Go>
              </Group>
            ),
          },
        ]}
      />
    </Stack>
  );
}

interface ChangeProps {
  flag: Draft;
  onSet: (flag: Draft, reason: string) => void;
  onDelete: (reason: string) => void;
  onCancel: () => void;
}

function Change({ flag, onSet, onDelete, onCancel }: ChangeProps) {
  const [roles, setRoles] = useState<string[]>([...flag.roles]);
  const [users, setUsers] = useState<string[]>([...flag.user_ids]);
  const isNew = flag.version === 0;
  const card = useInView();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (name: string): string => String(form.get(name) ?? "").trim();
    const next = {
      name: isNew ? given("name") : flag.name,
      description: given("description"),
      is_enabled: form.get("is_enabled") !== null,
      share_percent: Number(given("share_percent")),
      roles,
      user_ids: users,
      version: flag.version,
    };
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter?.getAttribute("value") === "delete") onDelete(given("reason"));
    else onSet(next, given("reason"));
  };
  return (
    <Card
      withBorder
      ref={card}
      component="section"
      aria-label={isNew ? "New flag" : `Change ${flag.name}`}
    >
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Title order={2}>{isNew ? "New flag" : flag.name}</Title>
          {isNew && <TextInput name="name" label="Name" required autoFocus />}
          <TextInput
            name="description"
            label="Description"
            defaultValue={flag.description}
            autoFocus={!isNew}
          />
          <Switch name="is_enabled" label="Enabled" defaultChecked={flag.is_enabled} />
          <NumberInput
            name="share_percent"
            label="Share of the users, in percent"
            defaultValue={flag.share_percent}
            min={0}
            max={100}
            decimalScale={2}
            hideControls
          />
          <TagsInput label="App roles" value={roles} onChange={setRoles} />
          <TagsInput label="Ids of users" value={users} onChange={setUsers} />
          <TextInput name="reason" label="Reason" required />
          <Group>
            <Button type="submit">Set it</Button>
            {!isNew && (
              <Button type="submit" value="delete" color="red">
                Delete it
              </Button>
            )}
            <Button variant="default" onClick={onCancel}>
              Leave it
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
