// Serves GraphQL with PostGraphile, for the gateway alone.
//
//     node server.mjs CONFIG           serve, as the JSON file says
//     node server.mjs CONFIG --schema  print the schema
//
// A request brings a token that the gateway has signed with a secret of the two: the
// gateway has verified the caller, so that keys are checked in one place.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";

import jwt from "jsonwebtoken";
import { postgraphile } from "postgraphile";
import { lexicographicSortSchema, printSchema } from "postgraphile/graphql";
import { grafserv } from "postgraphile/grafserv/node";

import { makePreset } from "./preset.mjs";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));
const instance = postgraphile(makePreset(config));

const GATEWAY_ONLY = {
  message: "graphql.gateway_only",
  extensions: { code: "graphql.gateway_only" },
};

/** The caller that the gateway names; null when it is not the gateway that asks. */
function readCaller(request) {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  try {
    const { role } = jwt.verify(token, config.jwt_secret, { algorithms: ["HS256"] });
    const claims = Buffer.from(token.split(".")[1], "base64url").toString();
    return { role, claims, requestId: request.headers["x-request-id"] };
  } catch {
    return null;
  }
}

function answer(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(text);
}

async function serve() {
  const server = createServer();
  const handle = instance.createServ(grafserv).createHandler();
  server.on("request", (request, response) => {
    if (request.url === "/health") return answer(response, 200, { status: "ok" });
    request.caller = readCaller(request);
    if (request.caller === null) {
      return answer(response, 401, { errors: [GATEWAY_ONLY] });
    }
    return handle(request, response);
  });
  await instance.getSchema();
  server.listen(config.port, "127.0.0.1");
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(server));
}

async function stop(server) {
  server.close();
  server.closeAllConnections();
  await instance.release();
  process.exit(0);
}

if (process.argv[3] === "--schema") {
  process.stdout.write(`${printSchema(lexicographicSortSchema(await instance.getSchema()))}\n`);
  await instance.release();
} else {
  await serve();
}
