-- Proves functions/suppliers/history/tg_task_history__refuse_delete.sql.
begin;
select plan(14);

-- Given: a task that was begun, stopped and begun again, long ago, in a closed project;
-- and one in an open project.
select tests.small_project();
update core.retention_policies set keep = '1 year'
where table_name = 'suppliers.task_history';
insert into suppliers.task_history (
    task_id, project_id, supplier_id, changed_at, version, status, start_on, due_on,
    previous_status, previous_due_on
)
select
    -p.id as task_id,
    p.id as project_id,
    1 as supplier_id,
    '2020-01-01'::timestamptz + make_interval(days => s.version) as changed_at,
    s.version,
    s.status,
    '2020-01-01' as start_on,
    s.due_on,
    s.previous as previous_status,
    lag(s.due_on) over (partition by p.id order by s.version) as previous_due_on
from (values (2001), (2002)) as p (id)
cross join (
    values
    (1, 'planned', null, '2020-01-02'::date),
    (2, 'in_progress', 'planned', '2020-01-02'),
    (3, 'blocked', 'in_progress', '2020-01-02'),
    (4, 'in_progress', 'blocked', '2020-01-02'),
    (5, 'in_progress', 'in_progress', '2020-01-09'),
    (6, 'done', 'in_progress', '2020-01-09'),
    (7, 'in_progress', 'done', '2020-01-09'),
    (8, 'in_progress', 'in_progress', '2020-01-09')
) as s (version, status, previous, due_on)
order by p.id, s.version;
update suppliers.projects set status = 'closed'
where id = 2001;
create function core.t_delete(p_where text)
    returns text
    language sql
as $$
    select tests.refusal(
        'delete from suppliers.task_history where task_id = ' || p_where
    ) ->> 'key'
$$;

select is(core.t_delete(c.rows), 'core.append_only', c.description)
from (
    values
    ('-2002 and version = 3', 'the project is closed'),
    ('-2001 and version = 1', 'that the task was made stays'),
    ('-2001 and version = 2', 'that work began stays'),
    ('-2001 and version = 5', 'a move of its date stays'),
    ('-2001 and version = 6', 'its end stays'),
    ('-2001 and version = 7', 'and that it was opened again'),
    ('-2001 and version = 8', 'how it is stays'),
    ('-2001 and version in (2, 3)', 'also with others'),
    ('-2001', 'and all of it at once')
) as c (rows, description);
select tests.set_clock('2020-06-01');
select is(
    core.t_delete('-2001 and version = 3'), 'core.append_only',
    'a row that is to be kept stays'
);
select tests.set_clock('2026-06-01');
do $$ begin perform core.place_legal_hold('suppliers.task_history', 'A claim.'); end $$;
select is(
    core.t_delete('-2001 and version = 3'), 'core.append_only', 'under a hold all stay'
);
do $$ begin perform core.release_legal_hold(h.id) from core.legal_holds as h; end $$;
select is(core.t_delete('-2001 and version = 3'), null, 'an old one goes');
select is(
    (core.apply_retention('suppliers.task_history')).rows, 1::bigint,
    'retention deletes what may go'
);
select results_eq(
    $$ select version from suppliers.task_history where task_id = -2001 order by 1 $$,
    $$ values (1::bigint), (2), (5), (6), (7), (8) $$, 'and leaves what reports need'
);

select * from finish();
rollback;
