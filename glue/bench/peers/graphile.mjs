// graphile-worker for `rowhouse bench peers`: `prepare` makes its schema, `work` runs all jobs.
import { runMigrations, runOnce } from "graphile-worker";

const [verb, connectionString] = process.argv.slice(2);
const options = { connectionString, concurrency: 10, maxPoolSize: 10 };
if (verb === "prepare") {
  await runMigrations(options);
} else {
  await runOnce({ ...options, noHandleSignals: true, taskList: { bench: async () => {} } });
}
