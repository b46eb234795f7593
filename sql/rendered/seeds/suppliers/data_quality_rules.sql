-- Rendered from sql/seeds/suppliers/data_quality_rules.sql.j2; edit that file, not this one.
-- Seeds of core.data_quality_rules: what may go wrong in projects without a bug.
--
-- core.check_quality runs them each night. The key of a row names what it is about, for
-- list_quality_findings. Where many tasks may fail at once, a finding is one supplier in
-- one project, and names the first tasks.

insert into core.data_quality_rules (name, module, query, severity, description, remedy)
values
(
    'suppliers.closed_projects_are_finished',
    'suppliers',
    $$
    select
        'project:' || p.id,
        format('The project is closed, and %s tasks are open.', count(*))
    from suppliers.projects as p
    inner join suppliers.task_instances as i on p.id = i.project_id
    inner join suppliers.task_statuses as s on i.status = s.code
    where p.status = 'closed' and not s.is_final
    group by p.id
    $$,
    'error',
    'A closed project has no open task.',
    'Open the project, finish or cancel its tasks, then close it.'
),
(
    'suppliers.suppliers_have_tasks',
    'suppliers',
    $$
    select
        format('project:%s/supplier:%s', w.project_id, w.supplier_id),
        'The supplier works for the project and has no task.'
    from suppliers.supplier_projects as w
    inner join suppliers.projects as p on w.project_id = p.id
    where
        p.status = 'active'
        and w.removed_at is null
        and not exists (
            select from suppliers.task_instances as i where i.supplier_project_id = w.id
        )
    $$,
    'warning',
    'A supplier of a project has tasks.',
    'Set the templates of the project and add the supplier again, or remove it.'
),
(
    'suppliers.templates_have_tasks',
    'suppliers',
    $$
    select
        'project:' || t.project_id,
        format(
            '%s templates have no task, %s the first.', count(*),
            (array_agg(t.code order by t.place))[1]
        )
    from suppliers.task_templates as t
    inner join suppliers.projects as p on t.project_id = p.id
    where
        p.status = 'active'
        and exists (
            select
            from suppliers.supplier_projects as w
            where w.project_id = t.project_id and w.removed_at is null
        )
        and not exists (
            select from suppliers.task_instances as i where i.task_template_id = t.id
        )
    group by t.project_id
    $$,
    'warning',
    'Where suppliers work, each template has tasks.',
    'Leave the templates out in set_task_templates, or add a supplier that does them.'
),
(
    'suppliers.dates_are_possible',
    'suppliers',
    $$
    with clock as materialized (
        select core.now() as now, suppliers._project_day('UTC') as today
    )

    select
        format('project:%s/supplier:%s/task:%s', i.project_id, i.supplier_id, i.id),
        case
            when i.finished_at > c.now then 'The task has ended in the future.'
            when i.started_at > c.now then 'The task has begun in the future.'
            when i.paused_at > c.now then 'The task waits since a day in the future.'
            else 'The task is due in more than ten years.'
        end
    from suppliers.task_instances as i
    cross join clock as c
    where
        greatest(i.finished_at, i.started_at, i.paused_at) > c.now
        or i.due_on > c.today + 3653
    union all
    select
        format('project:%s/supplier:%s/task:%s', i.project_id, i.supplier_id, i.id),
        format(
            'Line %s of %s came on %s, before it was ordered on %s.', n.line_key,
            n.source, n.delivered_on, n.ordered_on
        )
    from suppliers.order_lines as n
    inner join suppliers.task_instances as i on n.task_id = i.id
    where n.delivered_on < n.ordered_on
    $$,
    'error',
    'Nothing has happened in the future, or ended before it began.',
    'Ask the supplier, then correct the date where it comes from.'
),
(
    'suppliers.tasks_move_on',
    'suppliers',
    $$
    with clock as materialized (
        select
            core.now()
            - make_interval(
                days => core.setting('suppliers.stale_days')::integer
            ) as since
    )

    select
        format('project:%s/supplier:%s', i.project_id, i.supplier_id),
        format(
            '%s tasks have not changed since %s, task %s the longest.', count(*),
            (min(i.changed_at) at time zone 'UTC')::date, (array_agg(i.id order by i.changed_at, i.id))[1]
        )
    from suppliers.task_instances as i
    inner join suppliers.task_statuses as s on i.status = s.code
    inner join suppliers.projects as p on i.project_id = p.id
    cross join clock as c
    where
        not s.is_final
        and p.status = 'active'
        and i.changed_at < c.since
        and (s.is_started or i.start_on < (c.since at time zone 'UTC')::date)
    group by i.project_id, i.supplier_id
    $$,
    'warning',
    'A task that has begun, or should have, changes within suppliers.stale_days.',
    'Ask the supplier how the tasks stand, then set their statuses or dates.'
),
(
    'suppliers.suppliers_are_distinct',
    'suppliers',
    $$
    select format('supplier:%s/supplier:%s', d.supplier_id, d.other_id), d.detail
    from suppliers._list_likely_doubles() as d
    $$,
    'warning',
    'A supplier is there once.',
    'Move the work to one of the two and make the other inactive.'
),
(
    'suppliers.suppliers_are_capable',
    'suppliers',
    $$
    select
        format(
            'project:%s/supplier:%s/%s', n.project_id, n.supplier_id, n.capability_code
        ),
        format('%s open tasks need %s, which the supplier lacks.', n.tasks, n.capability_code)
    from (
        select i.project_id, i.supplier_id, t.capability_code, count(*) as tasks
        from suppliers.task_templates as t
        inner join suppliers.task_instances as i on t.id = i.task_template_id
        inner join suppliers.task_statuses as s on i.status = s.code
        where t.capability_code is not null and not s.is_final
        group by i.project_id, i.supplier_id, t.capability_code
    ) as n
    inner join suppliers.projects as p on n.project_id = p.id
    where
        p.status = 'active'
        and not suppliers.has_capability(
            n.supplier_id, n.capability_code, suppliers._project_day(p.timezone)
        )
    $$,
    'error',
    'A supplier has what its open tasks need.',
    'Record the capability or its certificate, or give the tasks to another supplier.'
),
(
    'suppliers.certificates_last',
    'suppliers',
    $$
    select
        format(
            'project:%s/supplier:%s/%s', n.project_id, n.supplier_id, n.capability_code
        ),
        format(
            'The last certificate for %s ends on %s; %s open tasks need it.',
            n.capability_code, c.valid_until_on, n.tasks
        )
    from (
        select i.project_id, i.supplier_id, t.capability_code, count(*) as tasks
        from suppliers.task_templates as t
        inner join suppliers.capabilities as b
            on t.capability_code = b.code and b.is_certified
        inner join suppliers.task_instances as i on t.id = i.task_template_id
        inner join suppliers.task_statuses as s on i.status = s.code
        inner join suppliers.projects as p on i.project_id = p.id
        where not s.is_final and p.status = 'active'
        group by i.project_id, i.supplier_id, t.capability_code
    ) as n
    cross join lateral (
        select max(e.valid_until_on) as valid_until_on
        from suppliers.certificates as e
        where
            e.supplier_id = n.supplier_id
            and e.capability_code = n.capability_code
            and e.revoked_at is null
    ) as c
    where
        c.valid_until_on < (
            select
                suppliers._project_day('UTC')
                + core.setting('suppliers.certificate_days')::integer
        )
    $$,
    'warning',
    'A certificate that open tasks need lasts for suppliers.certificate_days.',
    'Ask the supplier for the next certificate and record it.'
),
(
    'suppliers.dates_hold',
    'suppliers',
    $$
    select
        format('project:%s/supplier:%s', i.project_id, i.supplier_id),
        format(
            '%s tasks were moved three times or more, always later, task %s most often.',
            count(*), (array_agg(i.id order by m.moves desc, i.id))[1]
        )
    from suppliers.task_instances as i
    inner join suppliers.task_statuses as s on i.status = s.code
    inner join suppliers.projects as p on i.project_id = p.id
    cross join lateral (
        select
            count(*) filter (where h.due_on > h.previous_due_on) as moves,
            count(*) filter (where h.due_on < h.previous_due_on) as returns
        from suppliers.task_history as h
        where h.task_id = i.id
    ) as m
    where
        not s.is_final
        and p.status = 'active'
        and i.due_on > i.planned_due_on
        and i.version > 3
        and m.moves >= 3
        and m.returns = 0
    group by i.project_id, i.supplier_id
    $$,
    'warning',
    'A date that moves is not only ever moved later.',
    'Agree with the supplier on dates that hold; the history names the causes.'
),
(
    'suppliers.successors_wait',
    'suppliers',
    $$
    select
        format('project:%s/supplier:%s', i.project_id, i.supplier_id),
        format(
            '%s tasks begin before one that they need is due, task %s first.',
            count(distinct i.id), (array_agg(i.id order by i.start_on, i.id))[1]
        )
    from suppliers.task_dependencies as d
    inner join suppliers.projects as p
        on d.project_id = p.id and p.status = 'active'
    inner join suppliers.task_instances as i
        on d.template_id = i.task_template_id and i.status = 'planned'
    inner join suppliers.supplier_projects as w on i.supplier_project_id = w.id
    inner join suppliers.calendars as c on w.calendar_id = c.id
    inner join suppliers.task_instances as b
        on
            d.predecessor_id = b.task_template_id
            and i.supplier_project_id = b.supplier_project_id
    inner join suppliers.task_statuses as s on b.status = s.code
    where
        not s.is_final
        and (d.lag_days > 0 or i.start_on <= b.due_on)
        and suppliers._day_number(c, i.start_on - 1)
        < suppliers._day_number(c, b.due_on) + d.lag_days
    group by i.project_id, i.supplier_id
    $$,
    'warning',
    'A task begins after what it needs is due and the lag has passed.',
    'Move the tasks by update_task_due; preview_date_change shows by how much.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    severity = excluded.severity,
    description = excluded.description,
    remedy = excluded.remedy
where
    (
        data_quality_rules.module,
        data_quality_rules.query,
        data_quality_rules.severity,
        data_quality_rules.description,
        data_quality_rules.remedy
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.severity,
        excluded.description,
        excluded.remedy
    );
