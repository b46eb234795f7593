-- Rendered from sql/seeds/filters/health_checks.sql.j2; edit that file, not this one.
-- Seeds of core.health_checks: measurements of filters.

insert into core.health_checks (name, module, query, warn, fail, unit, meaning, remedy)
values
(
    'filters.fold_lag', 'filters',
    $$
    select
        coalesce(
            round(extract(epoch from clock_timestamp() - min(l.noted_at))::numeric, 1), 0
        ),
        format('%s changes wait.', count(*))
    from filters.unfolded_changes as l
    $$,
    10, 120, 'seconds',
    'Age of the oldest unfolded change; results are exact, but get slower.',
    'Start a worker: `rowhouse up` on the local stack, else `rowhouse work`. Look '
    'for transactions that stay open.'
),
(
    'filters.wrong_cells', 'filters',
    $$
    select filters.sample_cells(), null
    $$,
    1, 100, 'cells',
    'Cells of a few stores that differ from their lines.',
    'Run `rowhouse verify --module filters`, then select filters.rebuild_values().'
)
on conflict (name) do update
set
    query = excluded.query,
    warn = excluded.warn,
    fail = excluded.fail,
    unit = excluded.unit,
    meaning = excluded.meaning,
    remedy = excluded.remedy
where
    (
        health_checks.query,
        health_checks.warn,
        health_checks.fail,
        health_checks.unit,
        health_checks.meaning,
        health_checks.remedy
    )
    is distinct from (
        excluded.query,
        excluded.warn,
        excluded.fail,
        excluded.unit,
        excluded.meaning,
        excluded.remedy
    );
