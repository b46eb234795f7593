// Settings by module, each with its default; a change needs a reason, and is audited.

import {
  Accordion,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ApiClient } from "../../client/index.ts";
import {
  ask,
  byModule,
  type Column,
  type ConsolePage,
  Go,
  Json,
  Prose,
  Rows,
  useAct,
  useInView,
  useWhole,
  View,
} from "../parts.tsx";

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
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState("");
  const [outcome, act, refusal] = useAct();
  const view = useWhole<Setting>(client, "list_settings");
  const choose = (setting: Setting): void => {
    setTried(false);
    setChanged(setting);
  };
  const change = (value: unknown, reason: string) => async (): Promise<string> => {
    const name = changed?.name;
    setTried(true);
    await ask(client, "change_setting", { name, value, reason });
    setChanged(null);
    return `Setting ${name} is changed.`;
  };
  return (
    <Stack>
      {outcome}
      {changed !== null && (
        <Change
          // Fields keep their first value: with what was read anew comes another form.
          key={JSON.stringify(changed)}
          setting={changed}
          refusal={tried ? refusal : null}
          onChange={(value, reason) => act(change(value, reason), view.refresh)}
          onCancel={() => setChanged(null)}
        />
      )}
      <TextInput
        label="Search"
        description="A part of a name or of a meaning."
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={360}
      />
      <View view={view}>
        {(settings) => (
          <Modules settings={settings} sought={typed.trim().toLowerCase()} onChange={choose} />
        )}
      </View>
    </Stack>
  );
}

interface ModulesProps {
  settings: readonly Setting[];
  sought: string;
  onChange: (setting: Setting) => void;
}

/** The modules with their settings: core is open, and each that has what is sought. */
function Modules({ settings, sought, onChange }: ModulesProps) {
  const [open, setOpen] = useState<string[]>(["core"]);
  const found = settings.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(sought),
  );
  const groups = byModule(found);
  if (groups.length === 0) return <Text c="dimmed">No setting has these words.</Text>;
  const value = sought === "" ? open : groups.map(([module]) => module);
  return (
    <Accordion multiple order={2} variant="separated" value={value} onChange={setOpen}>
      {groups.map(([module, rows]) => (
        <Accordion.Item key={module} value={module}>
          <Accordion.Control>
            {module} ({rows.length})
          </Accordion.Control>
          <Accordion.Panel>
            <Rows
              label={`Settings of ${module}`}
              rows={rows}
              keyOf={({ name }) => name}
              empty=""
              columns={columnsOf(onChange)}
            />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function columnsOf(onChange: (setting: Setting) => void): readonly Column<Setting>[] {
  return [
    { title: "Setting", cell: ({ name }) => name },
    {
      title: "Value",
      kind: "value",
      cell: ({ value, default_value }) => <Json of={value ?? default_value} />,
    },
    {
      title: "Default",
      cell: ({ value, default_value }) => (value === null ? "–" : <Json of={default_value} />),
    },
    { title: "Meaning", cell: ({ description }) => <Prose of={description} /> },
    {
      title: "Actions",
      cell: (setting) => (
        <Group gap={6} wrap="nowrap">
          {setting.is_changeable ? (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Change ${setting.name}`}
              onClick={() => onChange(setting)}
            >
              Change
            </Button>
          ) : (
            <span role="img" aria-label="Locked" title="Only the owner can change it.">
              🔒
            </span>
          )}
          <Go to={`audit/core.settings/${encodeURIComponent(setting.name)}`}>history</Go>
        </Group>
      ),
    },
  ];
}

interface ChangeProps {
  setting: Setting;
  /** Why the last change was refused. */
  refusal: string | null;
  onChange: (value: unknown, reason: string) => void;
  onCancel: () => void;
}

function Change({ setting, refusal, onChange, onCancel }: ChangeProps) {
  const card = useInView();
  const { name, value, default_value, description } = setting;
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setFault(null);
    try {
      onChange(JSON.parse(String(form.get("value"))), String(form.get("reason")).trim());
    } catch {
      setFault("It must be JSON: a text needs quotes.");
    }
  };
  return (
    <Card withBorder ref={card} component="section" aria-label={`Change ${name}`}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Title order={2}>{name}</Title>
          <Text>{description}</Text>
          <Textarea
            name="value"
            label="Value, as JSON; null is the default"
            defaultValue={JSON.stringify(value ?? default_value)}
            error={fault ?? refusal}
            autosize
            required
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
