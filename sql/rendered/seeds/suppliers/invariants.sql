-- Rendered from sql/seeds/suppliers/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of suppliers that only a bug can break.
--
-- Those that need the history of a task read a sample of the tasks, another one in each
-- run, by an index; the others read tasks once, without a sort.
-- Those that would read all tasks take some suppliers in projects, others each time.

insert into core.invariants (name, module, query, repair)
values
(
    'suppliers.tasks_equal_their_history',
    'suppliers',
    $$
    with sampled as materialized (
        select i.*
        from suppliers.task_instances as i
        order by hashint8extended(
            i.id, (select extract(epoch from core.now())::bigint)
        )
        limit 20000
    )

    select i.id, i.version, h.version as history_version, h.status, h.due_on
    from sampled as i
    left join lateral (
        select n.*
        from suppliers.task_history as n
        where n.task_id = i.id
        order by n.id desc
        limit 1
    ) as h on true
    where
        h.id is null
        or (i.status, i.start_on, i.due_on, i.owner_id, i.project_id, i.supplier_id)
        is distinct from
        (h.status, h.start_on, h.due_on, h.owner_id, h.project_id, h.supplier_id)
        or i.version < h.version
    $$,
    'The history is the truth: set the columns of the task to those of its last row.'
),
(
    'suppliers.history_has_no_gap',
    'suppliers',
    $$
    with sampled as materialized (
        select i.id
        from suppliers.task_instances as i
        order by hashint8extended(
            i.id, (select extract(epoch from core.now())::bigint)
        )
        limit 20000
    )

    select s.id, h.version
    from sampled as s
    cross join lateral (
        select
            n.version, n.previous_status, n.previous_due_on, n.previous_owner_id,
            lag(n.changed_at) over w as before,
            lag(n.version) over w as version_before,
            lag(n.status) over w as status_before,
            lag(n.due_on) over w as due_before,
            lag(n.owner_id) over w as owner_before
        from suppliers.task_history as n
        where n.task_id = s.id
        window w as (order by n.id)
    ) as h
    where
        (
            (h.previous_status, h.previous_due_on, h.previous_owner_id)
            is distinct from (h.status_before, h.due_before, h.owner_before)
            -- What comes after a row that is this old may have gone by retention.
            and not exists (
                select from core.retention_policies as r
                where
                    r.table_name = 'suppliers.task_history'
                    and h.before < core.now() - r.keep
            )
        )
        or h.version <= h.version_before
        or (h.version_before is null and h.version <> 1)
    $$,
    'A row was lost or doubled: find it in the audit of suppliers.task_instances.'
),
(
    'suppliers.promises_are_kept_in_history',
    'suppliers',
    $$
    with sampled as materialized (
        select i.id, i.planned_due_on
        from suppliers.task_instances as i
        order by hashint8extended(
            i.id, (select extract(epoch from core.now())::bigint)
        )
        limit 20000
    )

    select i.id, i.planned_due_on, h.due_on
    from sampled as i
    cross join lateral (
        select n.due_on
        from suppliers.task_history as n
        where n.task_id = i.id
        order by n.id
        limit 1
    ) as h
    where h.due_on <> i.planned_due_on
    $$,
    'Set planned_due_on to due_on of the first row of the history.'
),
(
    'suppliers.history_belongs_to_tasks',
    'suppliers',
    $$
    select h.id, h.task_id
    from (
        select n.id, n.task_id
        from suppliers.task_history as n
        order by n.id desc
        limit 20000
    ) as h
    where
        not exists (
            select
            from suppliers.task_instances as i
            where i.id = h.task_id
        )
    $$,
    'Find who deleted the task in the audit of suppliers.task_instances.'
),
(
    'suppliers.tasks_belong_to_one_project',
    'suppliers',
    $$
    select i.id
    from suppliers.task_instances as i
    left join suppliers.supplier_projects as w
        on
            i.supplier_project_id = w.id
            and i.project_id = w.project_id
            and i.supplier_id = w.supplier_id
    left join suppliers.task_templates as t
        on i.task_template_id = t.id and i.project_id = t.project_id
    where w.id is null or t.id is null
    $$,
    'Set project_id and supplier_id to those of the row of suppliers.supplier_projects.'
),
(
    'suppliers.pauses_match_statuses',
    'suppliers',
    $$
    select i.id, i.status, i.paused_at
    from suppliers.task_instances as i
    inner join suppliers.task_statuses as s on i.status = s.code
    where s.is_paused <> (i.paused_at is not null)
    $$,
    'Set paused_at to changed_at of the history row that began the status, or to null.'
),
(
    'suppliers.times_match_statuses',
    'suppliers',
    $$
    select i.id, i.status, i.started_at, i.finished_at
    from suppliers.task_instances as i
    inner join suppliers.task_statuses as s on i.status = s.code
    where
        s.is_final <> (i.finished_at is not null)
        or (s.is_started and i.started_at is null)
        or (not s.is_started and not s.is_final and i.started_at is not null)
    $$,
    'Set the times to changed_at of the history rows that began the statuses.'
),
(
    'suppliers.removed_suppliers_have_no_open_task',
    'suppliers',
    $$
    select w.project_id, w.supplier_id, i.id as task_id
    from suppliers.supplier_projects as w
    inner join suppliers.task_instances as i on w.id = i.supplier_project_id
    inner join suppliers.task_statuses as s on i.status = s.code
    where w.removed_at is not null and not s.is_final
    $$,
    'Add the supplier again, or cancel the task.'
),
(
    'suppliers.places_follow_dependencies',
    'suppliers',
    $$
    select d.project_id, d.template_id, d.predecessor_id
    from suppliers.task_dependencies as d
    inner join suppliers.task_templates as t on d.template_id = t.id
    inner join suppliers.task_templates as p on d.predecessor_id = p.id
    where p.place >= t.place
    $$,
    'Send the templates again by set_task_templates, which orders them or names a cycle.'
),
(
    'suppliers.places_are_distinct',
    'suppliers',
    $$
    select t.project_id, t.place, count(*) as templates
    from suppliers.task_templates as t
    group by t.project_id, t.place
    having count(*) > 1
    $$,
    'Send the templates again by set_task_templates, which numbers them.'
),
(
    'suppliers.dependencies_follow_phases',
    'suppliers',
    $$
    select d.project_id, d.template_id, d.predecessor_id
    from suppliers.task_dependencies as d
    inner join suppliers.task_templates as t on d.template_id = t.id
    inner join suppliers.task_templates as p on d.predecessor_id = p.id
    inner join suppliers.phases as n on t.phase_code = n.code
    inner join suppliers.phases as b on p.phase_code = b.code
    where b.place > n.place
    $$,
    'Correct the phase of the template by set_task_templates.'
),
(
    'suppliers.calendars_count_their_holidays',
    'suppliers',
    $$
    select c.code
    from suppliers.calendars as c
    where
        c.days_off <> array(
            select h.holiday_on
            from suppliers.holidays as h
            where
                h.calendar_id = c.id
                and extract(isodow from h.holiday_on) = any(c.workdays)
            order by h.holiday_on
        )
        or c.worked_before <> array(
            select suppliers._day_number(c, o.day)
            from unnest(c.days_off) with ordinality as o (day, place)
            order by o.place
        )
    $$,
    'Run `update suppliers.calendars set updated_at = core.now() where true`, as the owner: '
    'a trigger counts them again.'
),
(
    'suppliers.imports_equal_their_lines',
    'suppliers',
    $$
    select n.id as line_id, n.task_id
    from suppliers.order_lines as n
    inner join suppliers.task_instances as i on n.task_id = i.id
    where not i.is_imported or i.planned_due_on <> n.due_on
    $$,
    'The line is what was loaded: set planned_due_on to its due_on.'
),
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
