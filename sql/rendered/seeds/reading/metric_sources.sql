-- Rendered from sql/seeds/reading/metric_sources.sql.j2; edit that file, not this one.
-- Seeds of core.metric_sources: metrics of reading.

insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    'reading_conflicts_total', 'reading', 'counter',
    'Conflicts between the devices of readers.',
    $$
    select '{}'::jsonb, coalesce(sum(r.conflicts), 0)
    from reading.progress_versions as r
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
