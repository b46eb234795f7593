-- core.metric_sources: metrics with labels; a metric without labels is a health check.
--
-- A monitoring server keeps each label set as one series, so a source limits their
-- number: the largest values keep their labels, the others are summed up. Of a counter,
-- the series that its query returns first keep them, so a query orders by what stays.

create table core.metric_sources (
    name text primary key,
    module text not null,
    kind text not null,
    help text not null,
    query text not null,
    max_series integer not null default 50,

    constraint metric_sources_name_check
        check (name ~ '^[a-z]+(_[a-z0-9]+)*$'),
    constraint metric_sources_kind_check
        check (
            kind in ('counter', 'gauge')
            and (kind = 'counter') = (name ~ '_total$')
        ),
    constraint metric_sources_max_series_check
        check (max_series between 1 and 1000)
);

alter table core.metric_sources enable row level security;

comment on table core.metric_sources is
    'Labelled metrics of metrics(): one query each, with a bound on its series.';
comment on column core.metric_sources.name is
    'Without the prefix rowhouse_; ends with the base unit, a counter with _total.';
comment on column core.metric_sources.query is
    'One select of (labels jsonb, value numeric): an object of strings and its value.';
comment on column core.metric_sources.max_series is
    'Maximum of label sets; the rest is summed under the label value `other`.';
