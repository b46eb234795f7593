-- core.request_counts: requests to the API by RPC and status, in periods of 5 minutes.
--
-- Gateways add to it through core.record_requests; retention deletes old periods.

create table core.request_counts (
    started_at timestamptz not null,
    rpc text not null,
    status integer not null,
    requests bigint not null,
    took_ms numeric not null,

    primary key (started_at, rpc, status),
    constraint request_counts_status_check
        check (status between 100 and 599),
    constraint request_counts_requests_check
        check (requests > 0 and took_ms >= 0)
);

alter table core.request_counts enable row level security;

comment on table core.request_counts is
    'Requests to the API in periods of five minutes, by RPC and HTTP status.';
comment on column core.request_counts.started_at is
    'The beginning of the period in which a gateway wrote the counts.';
comment on column core.request_counts.rpc is
    'The name of an exposed function; `other`: a table, or a path that is unknown.';
comment on column core.request_counts.status is
    'The HTTP status; 499: the client left before it had its answer.';
comment on column core.request_counts.took_ms is
    'The time of all these requests in the gateway. Units: milliseconds.';
