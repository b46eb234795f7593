// A subscriber with supabase-js: one JSON command a line on stdin, one JSON event a line out.

import { createInterface } from "node:readline";
import { createClient } from "@supabase/supabase-js";
import WebSocket from "ws";

const [url, key, vsn] = process.argv.slice(2);
const say = (kind, topic, value) => console.log(JSON.stringify({ kind, topic, value }));
const client = createClient(url, key, {
  auth: { persistSession: false, autoRefreshToken: false },
  realtime: { transport: WebSocket, vsn, reconnectAfterMs: () => 100 },
});
const channels = new Map();

const actions = {
  async subscribe({ topic, config }) {
    const channel = client.channel(topic, { config });
    channels.set(topic, channel);
    channel.on("broadcast", { event: "*" }, (message) => say("broadcast", topic, message));
    channel.on("system", {}, (payload) => say("system", topic, payload));
    if (config.presence?.enabled) {
      channel.on("presence", { event: "sync" }, () =>
        say("presence", topic, channel.presenceState()),
      );
    }
    channel.subscribe((status, error) => say("status", topic, { status, error: error?.message }));
  },
  async send({ topic, event, payload }) {
    const sent = await channels.get(topic).send({ type: "broadcast", event, payload });
    say("sent", topic, sent);
  },
  async http_send({ topic, event, payload }) {
    say("sent", topic, await channels.get(topic).httpSend(event, payload));
  },
  track: ({ topic, payload }) => channels.get(topic).track(payload),
  untrack: ({ topic }) => channels.get(topic).untrack(),
  set_auth: ({ token }) => client.realtime.setAuth(token),
  leave: ({ topic }) => client.removeChannel(channels.get(topic)),
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  actions[command.action](command).catch((error) =>
    say("error", command.topic, String(error?.message ?? error)),
  );
}
process.exit(0);
