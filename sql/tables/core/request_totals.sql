-- core.request_totals: all requests to the API ever counted, by RPC and status.
--
-- It is never pruned: a counter of a monitoring server must not fall, as a sum over
-- core.request_counts would. For the same reason a series must not be named in one
-- scrape and be among the others in the next: they are listed in the order of their id.

create table core.request_totals (
    id bigint generated always as identity,
    rpc text not null,
    status integer not null,
    requests bigint not null,
    took_ms numeric not null,

    primary key (rpc, status),
    constraint request_totals_status_check
        check (status between 100 and 599),
    constraint request_totals_requests_check
        check (requests > 0 and took_ms >= 0)
);

alter table core.request_totals enable row level security;

comment on table core.request_totals is
    'All requests to the API that were counted, by RPC and HTTP status.';
comment on column core.request_totals.took_ms is
    'The time of all these requests in the gateway. Units: milliseconds.';
