// pg-boss for `rowhouse bench peers`: `prepare` makes its schema and a queue, and prints the
// statement that its client sends for a job; `work` fetches and completes jobs by the hundred.
import { PgBoss } from "pg-boss";
import { insertJobs } from "./node_modules/pg-boss/dist/plans.js";

const [verb, connectionString] = process.argv.slice(2);
const boss = new PgBoss({ connectionString, supervise: false, schedule: false });
boss.on("error", (fault) => {
  console.error(fault);
  process.exit(1);
});
await boss.start();
if (verb === "prepare") {
  await boss.createQueue("bench");
  const { table } = await boss.getQueue("bench");
  console.log(insertJobs("pgboss", { table, name: "bench", returnId: false }));
} else {
  for (;;) {
    const jobs = await boss.fetch("bench", { batchSize: 100 });
    if (jobs.length === 0) break;
    await boss.complete("bench", jobs.map((job) => job.id));
  }
}
await boss.stop({ graceful: false });
process.exit(0);
