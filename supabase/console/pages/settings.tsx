// Settings: each with its default; a change needs a reason, and is audited.

import { Button, Card, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import { ask, type ConsolePage, Json, Listed, useAct } from "../parts.tsx";

interface Setting {
  name: string;
  value: unknown;
  default_value: unknown;
  description: string;
  is_changeable: boolean;
}

export const page: ConsolePage = {
  title: "Settings",
  place: 14,
  Page: ({ client }) => <Settings client={client} />,
};

function Settings({ client }: { client: ApiClient }) {
  const [changed, setChanged] = useState<Setting | null>(null);
  const [outcome, act] = useAct();
  const [times, setTimes] = useState(0);
  const change = (value: unknown, reason: string) => async (): Promise<string> => {
    const name = changed?.name;
    await ask(client, "change_setting", { name, value, reason });
    setChanged(null);
    setTimes((count) => count + 1);
    return `Setting ${name} is changed.`;
  };
  return (
    <Stack>
      {outcome}
      {changed !== null && (
        <Change
          key={changed.name}
          setting={changed}
          onChange={(value, reason) => act(change(value, reason))}
          onCancel={() => setChanged(null)}
        />
      )}
      <Listed<Setting>
        key={times}
        client={client}
        name="list_settings"
        body={{ page_size: 200 }}
        label="Settings"
        empty="There is no setting."
        keyOf={({ name }) => name}
        columns={[
          { title: "Setting", cell: ({ name }) => name },
          {
            title: "Value",
            cell: ({ value, default_value }) => <Json of={value ?? default_value} />,
          },
          {
            title: "Default",
            cell: ({ value, default_value }) =>
              value === null ? "it is the default" : <Json of={default_value} />,
          },
          { title: "Meaning", cell: ({ description }) => description },
          {
            title: "Actions",
            cell: (setting) =>
              setting.is_changeable ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Change ${setting.name}`}
                  onClick={() => setChanged(setting)}
                >
                  Change
                </Button>
              ) : (
                "by the owner only"
              ),
          },
        ]}
      />
    </Stack>
  );
}

interface ChangeProps {
  setting: Setting;
  onChange: (value: unknown, reason: string) => void;
  onCancel: () => void;
}

function Change({ setting, onChange, onCancel }: ChangeProps) {
  const { name, value, default_value, description } = setting;
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      onChange(JSON.parse(String(form.get("value"))), String(form.get("reason")).trim());
    } catch {
      setFault("It must be JSON: a text needs quotes.");
    }
  };
  return (
    <Card withBorder component="section" aria-label={`Change ${name}`}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Title order={2}>{name}</Title>
          <Text>{description}</Text>
          <Textarea
            name="value"
            label="Value, as JSON; null is the default"
            defaultValue={JSON.stringify(value ?? default_value)}
            error={fault}
            autosize
            required
            data-autofocus
            autoFocus
          />
          <TextInput name="reason" label="Reason" required />
          <Group>
            <Button type="submit">Change it</Button>
            <Button variant="default" onClick={onCancel}>
              Leave it
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
