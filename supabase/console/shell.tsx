// The shell of the console: who is signed in, which pages there are, and which one is shown.

import {
  Alert,
  AppShell,
  Burger,
  Button,
  Container,
  createTheme,
  Group,
  MantineProvider,
  NavLink,
  PasswordInput,
  SegmentedControl,
  type SegmentedControlProps,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  Component,
  type FormEvent,
  type ReactNode,
  StrictMode,
  useEffect,
  useRef,
  useState,
} from "react";
import { createRoot } from "react-dom/client";
import {
  clearAddress,
  type Config,
  connect,
  followLinks,
  forgetToken,
  keepToken,
  pageElement,
  readConfig,
  readNonce,
  readToken,
} from "../client/demo/session.ts";
import { type ConsolePage, type PageProps, type Pages, useRoute } from "./parts.tsx";

const TOKEN = "token";
const START = "overview";

// Text on each colour has the contrast that readers need, in light and in dark.
const theme = createTheme({
  primaryColor: "teal",
  primaryShade: 9,
  autoContrast: true,
  fontFamily: "system-ui, sans-serif",
  headings: {
    sizes: { h1: { fontSize: "1.6rem" }, h2: { fontSize: "1.2rem" }, h3: { fontSize: "1rem" } },
  },
});

/** Show the console, with these pages by the names of their files. */
export async function start(pages: Pages): Promise<void> {
  const first = readToken(TOKEN);
  if (first !== "" && location.hash.includes(`${TOKEN}=`)) clearAddress();
  followLinks([TOKEN]);
  const config = await readConfig("/console/");
  const nonce = readNonce();
  const shown = Object.entries(pages)
    .filter(([, { needs }]) => !needs || needs.some((name) => config.modules?.includes(name)))
    .sort(([, a], [, b]) => a.place - b.place);
  createRoot(pageElement()).render(
    <StrictMode>
      <MantineProvider defaultColorScheme="auto" theme={theme} getStyleNonce={() => nonce}>
        <Root config={config} pages={Object.fromEntries(shown)} first={first} />
      </MantineProvider>
    </StrictMode>,
  );
}

interface RootProps {
  config: Config;
  pages: Pages;
  first: string;
}

function Root({ config, pages, first }: RootProps) {
  const [token, setToken] = useState(first);
  const signIn = (given: string): void => {
    keepToken(TOKEN, given);
    setToken(given);
  };
  const signOut = (): void => {
    forgetToken(TOKEN);
    setToken("");
  };
  if (token === "") return <SignIn onToken={signIn} />;
  return <Shell key={token} {...{ config, pages, token, signOut }} />;
}

function SignIn({ onToken }: { onToken: (token: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onToken(String(new FormData(event.currentTarget).get(TOKEN)).trim());
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>Rowhouse console</Title>
          <PasswordInput
            name={TOKEN}
            label="A token of an admin"
            description="rowhouse token --user cleo --app-role admin prints one."
            autoComplete="off"
            required
            visibilityToggleButtonProps={{ "aria-label": "Show the token" }}
          />
          <Button type="submit">Sign in</Button>
        </Stack>
      </form>
    </main>
  );
}

interface ShellProps {
  config: Config;
  pages: Pages;
  token: string;
  signOut: () => void;
}

function Shell({ config, pages, token, signOut }: ShellProps) {
  const [client] = useState(() => connect(config.publishable_key, token));
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [name = START, ...rest] = useRoute();
  // Not by a name that every object has, such as `constructor`.
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="skip" href="#main" onClick={focusMain}>
        Skip to the page
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Pages"
              aria-expanded={isOpen}
            />
            <Text fw={700}>Rowhouse</Text>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <Scheme visibleFrom="sm" />
            <Button variant="default" size="xs" onClick={signOut}>
              Sign out
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages" className="pages">
        {Object.entries(pages).map(([key, { title }]) => (
          <NavLink
            key={key}
            href={`#/${key}`}
            label={title}
            variant="filled"
            active={key === name}
            aria-current={key === name ? "page" : undefined}
            onClick={close}
          />
        ))}
        <Scheme hiddenFrom="sm" mt="md" />
      </AppShell.Navbar>
      <AppShell.Main id="main">
        <Container size="xl" p={0}>
          {page === undefined ? (
            <Alert color="red" variant="outline" role="alert" title="There is no such page" />
          ) : (
            <Shown key={name} {...{ page, client, rest }} modules={config.modules ?? []} />
          )}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

type ShownProps = { page: ConsolePage } & PageProps;

/** A page below its heading, which has the focus when one comes from another page. */
function Shown({ page, ...props }: ShownProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${page.title} · Rowhouse console`;
    heading.current?.focus();
  }, [page]);
  return (
    <Stack>
      <Title order={1} ref={heading} tabIndex={-1}>
        {page.title}
      </Title>
      <Boundary>
        <page.Page {...props} />
      </Boundary>
    </Stack>
  );
}

/** Says that a page failed; the other pages can still be opened. */
class Boundary extends Component<{ children: ReactNode }, { fault: string | null }> {
  override state = { fault: null };

  static getDerivedStateFromError(error: unknown): { fault: string } {
    return { fault: String(error) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <Alert color="red" variant="outline" role="alert" title="This page failed">
        {fault}
      </Alert>
    );
  }
}

function Scheme(where: Pick<SegmentedControlProps, "visibleFrom" | "hiddenFrom" | "mt">) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      {...where}
      size="xs"
      aria-label="Colours"
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={["auto", "light", "dark"]}
    />
  );
}

function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("main h1")?.focus();
}
