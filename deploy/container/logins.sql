-- The passwords of the roles that processes log in as, from the environment, so that no list of
-- processes shows them. The first lines keep them out of the statistics and the log of the server.
set pg_stat_statements.track_utility = off;
set log_statement = none;
set log_min_error_statement = panic;
set log_min_duration_statement = -1;
set log_min_duration_sample = -1;
set log_transaction_sample_rate = 0;

\getenv api API_PASSWORD
\getenv worker WORKER_PASSWORD
alter role authenticator password :'api';
alter role app_worker password :'worker';

-- Only where the relay stands in for Supabase's Realtime.
\getenv relay RELAY_PASSWORD
\if :{?relay}
alter role rowhouse_relay password :'relay';
\endif
