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
),
(
    'filters.reshape_age', 'filters',
    $$
    with reshape as (
        select
            r.*,
            exists (
                select from pg_catalog.pg_locks as l
                inner join pg_catalog.pg_database as d on l.database = d.oid
                where
                    l.locktype = 'advisory'
                    and d.datname = current_database()
                    and l.objsubid = 1
                    and (l.classid::bigint << 32) | l.objid::bigint
                    = hashtextextended('filters.reshaping', 0)
            ) as is_at_work
        from filters.reshapes as r
    )

    select
        coalesce(
            max(round(extract(epoch from clock_timestamp() - r.started_at)))
            filter (where not r.is_at_work or r.fault is not null),
            0
        ),
        max(
            format(
                'The change of filters.transactions to %s is %s, since %s.',
                r.shape,
                coalesce('spoilt (' || r.fault || ')', r.state),
                to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')
            )
        )
    from reshape as r
    $$,
    60, 86400, 'seconds',
    'Age of a change of the lines to months, or back, that no process goes on with: '
    'each line is written twice.',
    'Go on: `rowhouse db partition filters.transactions --by month` (back: `--by '
    'none`). Or give it up, as a spoilt one must be: `rowhouse db partition '
    'filters.transactions --cancel`.'
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
