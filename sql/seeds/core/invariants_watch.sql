-- Seeds of core.invariants: what only a bug in watching and bulk work can break.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'core.operations_add_up', 'core',
    $$
    select o.id, o.status, o.total, o.done, o.failed, o.skipped
    from core.operations as o
    cross join lateral (
        select
            coalesce(
                sum(jsonb_array_length(c.items)) filter (where c.status <> 'pending'), 0
            ) as tried,
            coalesce(sum(jsonb_array_length(c.items)), 0) as items
        from core.operation_chunks as c
        where c.operation_id = o.id
    ) as t
    where t.items <> o.total or t.tried <> o.done + o.failed + o.skipped
    $$,
    'Set done, failed and skipped of the operation to what its chunks and errors say.',
    'error'
),
(
    'core.operation_errors_counted', 'core',
    $$
    select o.id, o.failed, count(e.item_number) as errors
    from core.operations as o
    left join core.operation_errors as e on o.id = e.operation_id
    group by o.id
    having o.failed <> count(e.item_number)
    $$,
    'Set failed of the operation to the number of its rows in core.operation_errors.',
    'error'
),
(
    'core.operations_have_a_job', 'core',
    $$
    select o.id, o.kind, o.status
    from core.operations as o
    where
        o.finished_at is null
        and not exists (
            select
            from core.jobs as j
            where
                j.kind = 'core.run_operation'
                and j.payload @> jsonb_build_object('operation_id', o.id)
        )
    $$,
    'Go on with it: select core._enqueue_operation(<id>, 1).',
    'error'
),
(
    'core.views_registered', 'core',
    $$
    select format('%I.%I', m.schemaname, m.matviewname) as view
    from pg_catalog.pg_matviews as m
    inner join pg_catalog.pg_namespace as n on m.schemaname = n.nspname
    where
        n.nspowner = (
            select c.nspowner
            from pg_catalog.pg_namespace as c
            where c.nspname = 'core'
        )
        and m.schemaname <> 'public'
        and not exists (
            select
            from core.view_refreshes as r
            where r.view_name = m.schemaname || '.' || m.matviewname
        )
    $$,
    'Seed a row into core.view_refreshes, so that the age of the view is watched.',
    'warning'
)
on conflict (name) do update
set
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.query, invariants.repair, invariants.severity)
    is distinct from (excluded.query, excluded.repair, excluded.severity);
