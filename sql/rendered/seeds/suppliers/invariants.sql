-- Rendered from sql/seeds/suppliers/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of suppliers that only a bug can break.
--
-- Those that would read all tasks take some suppliers in projects, others each time.

insert into core.invariants (name, module, query, repair)
values
(
    'suppliers.done_tasks_are_judged',
    'suppliers',
    $$
    select w.id as supplier_project_id, d.task_id, d.finished_on
    from (
        select s.id, s.project_id, s.supplier_id, p.timezone
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        order by random()
        limit 20
    ) as w
    cross join lateral (
        (
            select
                i.id as task_id,
                (coalesce(i.finished_at, i.changed_at) at time zone w.timezone)::date
                    as finished_on
            from suppliers.task_instances as i
            where i.supplier_project_id = w.id and i.status = 'done'
            except
            select f.task_id, f.finished_on
            from suppliers.finished_tasks as f
            where f.project_id = w.project_id and f.supplier_id = w.supplier_id
        )
        union all
        (
            select f.task_id, f.finished_on
            from suppliers.finished_tasks as f
            where f.project_id = w.project_id and f.supplier_id = w.supplier_id
            except
            select
                i.id,
                (coalesce(i.finished_at, i.changed_at) at time zone w.timezone)::date
            from suppliers.task_instances as i
            where i.supplier_project_id = w.id and i.status = 'done'
        )
    ) as d
    $$,
    'Delete the row of suppliers.finished_tasks, and update the task if it is done.'
),
(
    'suppliers.daily_sums_equal_history',
    'suppliers',
    $$
    select w.id as supplier_project_id, d.*
    from (
        select s.id, s.project_id, s.supplier_id, p.timezone
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        order by random()
        limit 5
    ) as w
    cross join lateral (
        select
            (h.changed_at at time zone w.timezone)::date as day,
            count(*) filter (where h.previous_status is null) as made,
            sum(
                (h.status = 'done')::integer
                - coalesce((h.previous_status = 'done')::integer, 0)
            ) as done,
            sum(
                (h.status = 'cancelled')::integer
                - coalesce((h.previous_status = 'cancelled')::integer, 0)
            ) as cancelled,
            count(*) filter (where h.due_on > h.previous_due_on) as slips
        from suppliers.task_instances as i
        inner join suppliers.task_history as h on i.id = h.task_id
        where i.supplier_project_id = w.id
        group by 1
    ) as h
    cross join lateral (
        select
            h.day, h.made, h.done, h.cancelled, h.slips,
            coalesce(sum(p.made), 0) as summed_made,
            coalesce(sum(p.done), 0) as summed_done,
            coalesce(sum(p.cancelled), 0) as summed_cancelled,
            (
                select coalesce(sum(s.slips), 0)
                from suppliers.daily_slips as s
                where
                    s.project_id = w.project_id
                    and s.supplier_id = w.supplier_id
                    and s.slipped_on = h.day
            ) as summed_slips
        from suppliers.daily_progress as p
        where
            p.project_id = w.project_id
            and p.supplier_id = w.supplier_id
            and p.progressed_on = h.day
    ) as d
    where
        (d.made, d.done, d.cancelled, d.slips) is distinct from (
            d.summed_made, d.summed_done, d.summed_cancelled, d.summed_slips
        )
    $$,
    'The history is the truth: set the rows of suppliers.daily_progress and '
    'suppliers.daily_slips to what it says.'
),
(
    'suppliers.monthly_sums_equal_days',
    'suppliers',
    $$
    select m.month_on, k.kind, d.*
    from (
        select s.month_on
        from suppliers.summed_months as s
        where s.is_summed
        order by random()
        limit 3
    ) as m
    cross join unnest('{month, supplier, project}'::text[]) as k (kind)
    cross join lateral (
        with summed as (
            select
                f.group_id, f.lead_days::text as what, f.finished, f.kept_first,
                f.kept_last
            from suppliers.monthly_finishes as f
            where f.kind = k.kind and f.month_on = m.month_on
            union all
            select s.group_id, s.cause, s.slips, s.slip_days, null
            from suppliers.monthly_slips as s
            where s.kind = k.kind and s.month_on = m.month_on
        ),
        days as (
            select f.group_id, f.lead_days::text, f.finished, f.kept_first, f.kept_last
            from suppliers._list_daily_finishes(
                m.month_on, (m.month_on + interval '1 month')::date - 1, k.kind, null,
                null, null
            ) as f
            union all
            select s.group_id, s.cause, s.slips, s.slip_days, null
            from suppliers._list_daily_slips(
                m.month_on, (m.month_on + interval '1 month')::date - 1, k.kind, null,
                null, null
            ) as s
        )

        (select * from summed except select * from days)
        union all
        (select * from days except select * from summed)
    ) as d
    $$,
    'Delete the row of suppliers.summed_months: the month is summed again.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
