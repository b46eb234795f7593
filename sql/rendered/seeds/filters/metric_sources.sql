-- Rendered from sql/seeds/filters/metric_sources.sql.j2; edit that file, not this one.
-- Seeds of core.metric_sources: metrics of filters.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    'filters_changes_waiting', 'filters', 'gauge',
    'Changes of lines that are not folded yet.',
    $$
    select '{}'::jsonb, count(*)
    from filters.unfolded_changes as l
    $$,
    1
)
on conflict (name) do update
set
    kind = excluded.kind,
    help = excluded.help,
    query = excluded.query,
    max_series = excluded.max_series
where
    (
        metric_sources.kind,
        metric_sources.help,
        metric_sources.query,
        metric_sources.max_series
    )
    is distinct from (
        excluded.kind,
        excluded.help,
        excluded.query,
        excluded.max_series
    );
