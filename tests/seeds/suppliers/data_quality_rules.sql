-- Proves sql/seeds/suppliers/data_quality_rules.sql.j2.
begin;
select plan(25);

-- Given: the small project, which is well kept but for its dates, in 2099; the rules
-- run as the nightly job runs them.
select tests.small_project();
create function pg_temp.found(p_rule text) returns text language plpgsql as $$
declare
    v_answer jsonb := core.check_quality('suppliers.' || p_rule);
begin
    return coalesce(
        v_answer ->> 'failure',
        (
            select string_agg(f.row_key || ': ' || f.detail, '; ' order by f.row_key)
            from core.data_quality_findings as f
            where f.rule = 'suppliers.' || p_rule and f.resolved_at is null
        )
    );
end;
$$;
create function pg_temp.later(p_days integer) returns void language plpgsql as $$
begin
    perform tests.set_clock(now() + make_interval(days => p_days));
end;
$$;
create function pg_temp.change(
    p_task bigint, p_status text
) returns text language sql as $$
    select suppliers.update_task_status(p_task, p_status, 'Because.')::text
$$;
select is(
    array(
        select r.name || coalesce(': ' || pg_temp.found(substr(r.name, 11)), '')
        from core.data_quality_rules as r
        where r.module = 'suppliers' and r.name <> 'suppliers.dates_are_possible'
        order by r.name
    ),
    array(
        select r.name from core.data_quality_rules as r
        where r.module = 'suppliers' and r.name <> 'suppliers.dates_are_possible'
        order by r.name
    ),
    'a project that is well kept has no other finding'
);

-- Then: projects that are closed, empty or without tasks.
update suppliers.projects set status = 'closed'
where code = 'CUP';
select is(
    pg_temp.found('closed_projects_are_finished'),
    'project:2002: The project is closed, and 2 tasks are open.',
    'open tasks of a closed project are found'
);
update suppliers.projects set status = 'active'
where code = 'CUP';
select is(
    pg_temp.found('closed_projects_are_finished'),
    null,
    'until the project is open again'
);
insert into suppliers.supplier_projects (project_id, supplier_id, calendar_id, added_at)
select
    2002 as project_id,
    3001 as supplier_id,
    w.calendar_id,
    core.now() as added_at
from suppliers.supplier_projects as w
where w.supplier_id = 3003;
select is(
    pg_temp.found('suppliers_have_tasks'),
    'project:2002/supplier:3001: The supplier works for the project and has no task.',
    'a supplier without a task is found'
);
update suppliers.supplier_projects set removed_at = core.now()
where project_id = 2002 and supplier_id = 3001;
select is(pg_temp.found('suppliers_have_tasks'), null, 'until it is removed');
select suppliers.set_task_templates(
    2002, '[{"code": "cup", "title": "Cup", "canonical_due": "2099-02-02"},
            {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03"},
            {"code": "box", "title": "Box", "canonical_due": "2099-02-04"}]'
)::text;
select is(
    pg_temp.found('templates_have_tasks'),
    'project:2002: 1 templates have no task, box the first.',
    'a template that was added later is found'
);
select suppliers.set_task_templates(
    2002, '[{"code": "cup", "title": "Cup", "canonical_due": "2099-02-02"},
            {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03"}]'
)::text;
select is(pg_temp.found('templates_have_tasks'), null, 'until it is left out');

-- Then: dates.
select is(
    pg_temp.found('dates_are_possible') ~ 'due in more than ten years', true,
    'a date that is far away is found'
);
select tests.staged_lines();
update pg_temp.staged_lines set delivered_on = '2020-01-01', vendor = 'Acme Kits'
where line_key = '1';
select suppliers._load_order_lines('pg_temp.staged_lines')::text;
select suppliers._import_orders()::text;
select is(
    pg_temp.found('dates_are_possible')
    ~ 'Line 1 of scms came on 2020-01-01, before it was ordered on 2020-01-06', true,
    'and a delivery before its order'
);
select pg_temp.later(1);
select pg_temp.change(tests.task_of('ACME', 'mould'), 'in_progress');
select pg_temp.later(0);
select is(
    pg_temp.found('dates_are_possible') ~ 'has begun in the future', true,
    'and a start in the future'
);
select pg_temp.later(2);
select is(
    pg_temp.found('dates_are_possible') ~ 'has begun in the future', false,
    'until that day has come'
);

-- Then: time passes.
select is(pg_temp.found('tasks_move_on'), null, 'a task that has begun is left alone');
select pg_temp.later(32);
select is(
    pg_temp.found('tasks_move_on') ~ format(
        '^project:2001/supplier:3001: 1 tasks have not changed since .*, task %s the ',
        tests.task_of('ACME', 'mould')
    ), true, 'for 30 days'
);
select pg_temp.change(tests.task_of('ACME', 'mould'), 'blocked');
select is(pg_temp.found('tasks_move_on'), null, 'until it changes');
update core.settings set value = '1'
where name = 'suppliers.stale_days';
select pg_temp.later(34);
select isnt(pg_temp.found('tasks_move_on'), null, 'the setting says how long');

-- Then: a date that slips three times, and one that came back once.
do $$
begin
    for i in 1..3 loop
        perform suppliers.update_task_due(
            tests.task_of('BOLT', 'paint'), date '2099-03-02' + i, 'Late.'
        );
        perform suppliers.update_task_due(
            tests.task_of('ACME', 'paint'), date '2099-03-02' + i % 2, 'Late.'
        );
    end loop;
end;
$$;
select is(
    pg_temp.found('dates_hold'),
    format(
        'project:2001/supplier:3002: 1 tasks were moved three times or more, always '
        'later, task %s most often.', tests.task_of('BOLT', 'paint')
    ),
    'a date that only ever moves later is found'
);
select pg_temp.change(tests.task_of('BOLT', 'paint'), 'cancelled');
select is(pg_temp.found('dates_hold'), null, 'until the task has ended');

-- Then: a predecessor that is due after its successor begins.
select suppliers.update_task_due(
    tests.task_of('BOLT', 'sample'), '2099-01-22', 'Late.'
)::text;
select is(
    pg_temp.found('successors_wait'),
    format(
        'project:2001/supplier:3002: 1 tasks begin before one that they need is due, '
        'task %s first.', tests.task_of('BOLT', 'run')
    ),
    'a lag of two days that is not kept is found'
);
select suppliers.update_task_due(
    tests.task_of('BOLT', 'sample'), '2099-01-21', 'Early.'
)::text;
select is(pg_temp.found('successors_wait'), null, 'until the lag is kept');

-- Then: capabilities and certificates.
update suppliers.task_templates set capability_code = 'welding'
where code = 'cup';
update suppliers.certificates set
    valid_until_on = (core.now() + interval '40 days')::date
where supplier_id = 3003;
insert into suppliers.supplier_capabilities (
    supplier_id, capability_code, valid_from_on
)
values (3003, 'welding', '2020-01-01');
select is(
    array[pg_temp.found('suppliers_are_capable'), pg_temp.found('certificates_last')],
    array[null, null]::text[], 'a certificate that lasts 40 days is enough'
);
select pg_temp.later(50);
select is(
    array[
        pg_temp.found('suppliers_are_capable'),
        pg_temp.found('certificates_last')
        ~ '^project:2002/supplier:3003/welding: The last'
    ]::text[],
    array[null, 'true'], 'one that ends within 30 days is found'
);
select pg_temp.later(80);
select is(
    array[
        pg_temp.found('suppliers_are_capable'),
        (pg_temp.found('certificates_last') is null)::text
    ],
    array[
        'project:2002/supplier:3003/welding: 1 open tasks need welding, which the '
        'supplier lacks.', 'false'
    ],
    'when it has ended, the supplier is not capable'
);
insert into suppliers.certificates (
    supplier_id, capability_code, number, valid_from_on, valid_until_on
)
values (3003, 'welding', 'W-2', '2020-01-01', '2098-01-01');
select is(
    array[pg_temp.found('suppliers_are_capable'), pg_temp.found('certificates_last')],
    array[null, null]::text[], 'the next certificate closes both'
);

-- Then: a supplier twice.
update suppliers.suppliers set name = 'ACME, Ltd.'
where code = 'CLIP';
select is(
    pg_temp.found('suppliers_are_distinct'),
    'supplier:3001/supplier:3003: Acme and ACME, Ltd. are spellings of one name.',
    'one supplier under two names is found'
);
update suppliers.suppliers set is_active = false
where code = 'CLIP';
select is(pg_temp.found('suppliers_are_distinct'), null, 'until one is inactive');

select * from finish();
rollback;
