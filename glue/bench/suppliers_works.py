"""Projects, suppliers and their tasks of two years, with history, by statements over tables.

Projects begin one after the other over two years, so that some are over and others have just
begun. Each has the same templates, seven wide and so many levels deep, each after up to three
others. Every fifteen working days all tasks of a supplier that have not begun move by a working
day. Triggers are off while the rows are made; what they would have written is computed.
"""

from typing import Any, LiteralString

import psycopg

from glue.bench.calls import split
from glue.db import script

LARGE = 20_000
"""From so many tasks on, a project has a thousand templates."""
WORKS = """
set work_mem = '256MB';
set maintenance_work_mem = '256MB';
create schema bench_suppliers;
create table bench_suppliers.things (kind text, n bigint, id bigint, key text, extra bigint);
create function bench_suppliers.day(p_number integer) returns date language sql immutable as $$
    select suppliers._numbered_day(c, p_number)
    from suppliers.calendars as c where c.code = 'STANDARD'
$$;
create temporary table bounds as
select
    suppliers._day_number(c, current_date) as today,
    least({templates} / 7 * 3 + 3, 480) as span
from suppliers.calendars as c where c.code = 'STANDARD';
insert into suppliers.capabilities (code, name) values ('bench', 'Bench');
insert into suppliers.suppliers (code, name, created_at, updated_at)
select 'BENCH-' || n, 'Bench supplier ' || n, now(), now()
from generate_series(1, {suppliers}) as n;
insert into suppliers.supplier_capabilities (supplier_id, capability_code, valid_from_on)
select s.id, 'bench', '2020-01-01' from suppliers.suppliers as s;
insert into suppliers.supplier_users (supplier_id, user_id)
select s.id, ('00000000-0000-4000-8000-' || lpad((1000 + s.id)::text, 12, '0'))::uuid
from suppliers.suppliers as s;
create temporary table bases as
select n, b.today - b.span + n * b.span / {projects} - 20 as base
from bounds as b cross join generate_series(1, {projects}) as n;
insert into suppliers.projects (
    code, name, calendar_id, starts_on, created_at, updated_at
)
select
    'BENCH-' || s.n, 'Bench project ' || s.n, c.id, bench_suppliers.day(s.base), now(), now()
from bases as s cross join suppliers.calendars as c where c.code = 'STANDARD'
order by s.n;
insert into suppliers.project_managers (project_id, user_id)
select p.id, '00000000-0000-4000-8000-000000000002' from suppliers.projects as p
where p.code in ('BENCH-1', 'BENCH-2');
insert into suppliers.task_templates (
    project_id, code, title, capability_code, canonical_due_on, duration_days, place
)
select
    p.id, 'T' || j, 'Task ' || j, case when j % 4 = 0 then 'bench' end,
    bench_suppliers.day(s.base + j / 7 * 3 + j % 3), 1 + j % 3, j + 1
from suppliers.projects as p
inner join bases as s on p.code = 'BENCH-' || s.n
cross join generate_series(0, {templates} - 1) as j
order by p.id, j;
insert into suppliers.task_dependencies (project_id, template_id, predecessor_id, lag_days)
select t.project_id, t.id, o.id, 0
from suppliers.task_templates as t
cross join unnest('{{7, 13, 20}}'::integer[]) as b (back)
inner join suppliers.task_templates as o
    on t.project_id = o.project_id and t.place = o.place + b.back
where (t.place - 1) / 7 > (o.place - 1) / 7;
insert into suppliers.supplier_projects (project_id, supplier_id, calendar_id, added_at)
select
    p.id, s.id, p.calendar_id, (p.starts_on - 30)::timestamptz
from suppliers.projects as p
inner join bases as b on p.code = 'BENCH-' || b.n
cross join generate_series(0, {per_project} - 1) as k
inner join suppliers.suppliers as s
    on s.code = 'BENCH-' || 1 + (b.n * {per_project} / 2 + k) % {suppliers}
order by p.id, s.id;
create temporary table plans as
select
    s.id as work_id, s.project_id, s.supplier_id, s.added_at, t.id as template_id, b.base,
    s.id % 5 as shift, t.duration_days - 1 as more,
    b.base + (t.place - 1) / 7 * 3 as start_number,
    hashint8(s.id * 1000003 + t.id) & 1023 as luck
from suppliers.supplier_projects as s
inner join suppliers.projects as p on s.project_id = p.id
inner join bases as b on p.code = 'BENCH-' || b.n
inner join suppliers.task_templates as t on s.project_id = t.project_id;
create temporary table tasks as
select
    row_number() over (order by p.work_id, p.template_id) as id, p.*,
    greatest(0, (least(p.start_number, d.today) - p.base - p.shift) / 15) as moves, d.today
from plans as p cross join bounds as d;
create temporary table states as
select
    t.*, a.begun, a.ended,
    case
        when a.ended <= t.today and t.luck < 20 then 'cancelled'
        when a.ended <= t.today then 'done'
        when a.begun > t.today then 'planned'
        when t.luck < 600 then 'in_progress'
        when t.luck < 700 then 'waiting'
        when t.luck < 800 then 'blocked'
        else 'submitted'
    end as status
from tasks as t
cross join lateral (
    select
        t.start_number + t.moves as begun,
        t.start_number + t.moves
        + greatest(0, t.more + t.luck % 4 - 1 + (t.luck < 100)::integer * 15) as ended
) as a;
analyze states;
create table bench_suppliers.days as
select n, bench_suppliers.day(n) as day
from bounds as b cross join generate_series(b.today - 3 * b.span - 700, b.today + 2 * b.span + 700)
    as n;
create unique index on bench_suppliers.days (n) include (day);
analyze bench_suppliers.days;
"""

TASKS = """
alter table suppliers.task_instances disable trigger user;
insert into suppliers.task_instances (
    id, supplier_project_id, project_id, supplier_id, task_template_id, status, start_on,
    planned_due_on, due_on, started_at, finished_at, paused_at, version, changed_at,
    changed_by
)
overriding system value
select
    s.id, s.work_id, s.project_id, s.supplier_id, s.template_id, s.status, b.day, p.day,
    d.day, case when s.begun <= s.today and s.status <> 'cancelled' then b.day + time '08:00' end,
    case when s.status in ('done', 'cancelled') then e.day + time '16:00' end,
    case when s.status in ('waiting', 'submitted') then b.day + time '12:00' end,
    1 + s.moves + case
        when s.status = 'planned' then 0 when s.status in ('in_progress', 'cancelled') then 1
        when s.status = 'done' then 3 else 2
    end,
    now() - interval '1 hour', '00000000-0000-4000-8000-000000000001'
from states as s
inner join bench_suppliers.days as b on s.begun = b.n
inner join bench_suppliers.days as p on s.start_number + s.more = p.n
inner join bench_suppliers.days as d on s.begun + s.more = d.n
inner join bench_suppliers.days as e on s.ended = e.n
order by s.id;
select setval(
    pg_get_serial_sequence('suppliers.task_instances', 'id'),
    (select max(i.id) from suppliers.task_instances as i)
);
alter table suppliers.task_instances enable trigger user;
create temporary table entries as
with moved as (
    select
        s.id, s.project_id, s.supplier_id, k + 1 as version, 'planned' as status,
        s.start_number + k as first, s.start_number + s.more + k as last,
        s.start_number + s.more + k - 1 as previous, 'planned' as before, null::text as unused,
        s.base + s.shift + 15 * k as number, time '09:00' as at,
        (array['material', 'design', 'customer', 'planning'])[1 + (s.work_id + k) % 4] as cause
    from states as s cross join lateral generate_series(1, s.moves) as k
),
stepped as (
    select
        s.id, s.project_id, s.supplier_id, s.moves + 1 + k.step as version, k.status,
        s.begun as first, s.begun + s.more as last, s.begun + s.more as previous, k.before,
        null::text as unused, k.number, k.at, null::text as cause
    from states as s
    cross join lateral (
        values
        (
            1, 'in_progress', 'planned', s.begun, time '08:00',
            s.status not in ('planned', 'cancelled')
        ),
        (
            2, case when s.status = 'done' then 'submitted' else s.status end, 'in_progress',
            s.begun, time '12:00', s.status not in ('planned', 'cancelled', 'in_progress')
        ),
        (3, 'done', 'submitted', s.ended, time '16:00', s.status = 'done'),
        (
            1, 'cancelled', 'planned', s.ended, time '16:00',
            s.status = 'cancelled'
        )
    ) as k (step, status, before, number, at, has)
    where k.has
)
select * from moved union all select * from stepped;
analyze entries;
create table bench_suppliers.indexes as
select x.indexname, x.indexdef
from pg_indexes as x
where x.schemaname = 'suppliers' and x.tablename = 'task_history' and x.indexname !~ '_pkey$';
do $$
declare
    v_name name;
begin
    for v_name in select x.indexname from bench_suppliers.indexes as x loop
        execute format('drop index suppliers.%I', v_name);
    end loop;
end $$;
insert into suppliers.task_history (
    task_id, project_id, supplier_id, changed_at, version, status, start_on, due_on,
    previous_status, previous_due_on, actor_id, reason, cause
)
select
    s.id, s.project_id, s.supplier_id, s.added_at, 1, 'planned', b.day, d.day, null, null,
    '00000000-0000-4000-8000-000000000001', null, null
from states as s
inner join bench_suppliers.days as b on s.start_number = b.n
inner join bench_suppliers.days as d on s.start_number + s.more = d.n
order by s.added_at, s.id;
insert into suppliers.task_history (
    task_id, project_id, supplier_id, changed_at, version, status, start_on, due_on,
    previous_status, previous_due_on, actor_id, reason, cause
)
select
    e.id, e.project_id, e.supplier_id, g.day + e.at, e.version, e.status, b.day, d.day,
    e.before, o.day, '00000000-0000-4000-8000-000000000001', 'Made to be measured', e.cause
from entries as e
inner join bench_suppliers.days as b on e.first = b.n
inner join bench_suppliers.days as d on e.last = d.n
inner join bench_suppliers.days as o on e.previous = o.n
inner join bench_suppliers.days as g on e.number = g.n
order by e.number, e.at, e.id;
insert into suppliers.daily_progress (
    project_id, supplier_id, progressed_on, made, done, cancelled
)
select
    h.project_id, h.supplier_id, (h.changed_at at time zone 'UTC')::date,
    count(*) filter (where h.previous_status is null),
    count(*) filter (where h.status = 'done'), count(*) filter (where h.status = 'cancelled')
from suppliers.task_history as h
where h.previous_status is null or h.status in ('done', 'cancelled')
group by 1, 2, 3;
insert into suppliers.daily_slips (
    project_id, supplier_id, slipped_on, cause, slips, slip_days
)
select
    h.project_id, h.supplier_id, (h.changed_at at time zone 'UTC')::date, h.cause, count(*),
    count(*)
from suppliers.task_history as h
where h.cause is not null
group by 1, 2, 3, 4;
insert into suppliers.finished_tasks (
    task_id, project_id, supplier_id, finished_on, has_kept_first, has_kept_last, lead_days
)
select
    s.id, s.project_id, s.supplier_id, e.day, s.ended <= s.start_number + s.more,
    s.ended <= s.begun + s.more, s.ended - s.begun + 1
from states as s
inner join bench_suppliers.days as e on s.ended = e.n
where s.status = 'done'
order by e.day;
do $$
declare
    v_definition text;
begin
    for v_definition in select x.indexdef from bench_suppliers.indexes as x loop
        execute v_definition;
    end loop;
end $$;
drop table entries;
drop table states;
drop table tasks;
drop table plans;
"""

# Months are summed at once: nobody else writes here.
SUMS = """
do $$ begin
    perform suppliers.run_month_sums();
    update suppliers.summed_months set mark = '0' where not is_summed;
end $$;
do $$ begin
    while suppliers.run_month_sums() loop end loop;
end $$;
"""

# What calls need, {n} times. Supplier 1 has a user whom calls know.
THINGS = """
insert into bench_suppliers.things (kind, n, id)
select 'project', row_number() over (order by p.id), p.id
from suppliers.projects as p where p.code ~ '^BENCH-';
insert into bench_suppliers.things (kind, n, id, extra)
select 'work', row_number() over (order by s.id), s.project_id, s.supplier_id
from suppliers.supplier_projects as s;
insert into bench_suppliers.things (kind, n, id)
select 'own_work', row_number() over (order by s.id), s.project_id
from suppliers.supplier_projects as s where s.supplier_id = 1;
insert into bench_suppliers.things (kind, id)
select 'last', max(i.id) from suppliers.task_instances as i;
insert into bench_suppliers.things (kind, n, id)
select k.kind, row_number() over (partition by k.kind order by k.place, k.id), k.id
from (
    select
        case i.status when 'in_progress' then 'running' else i.status end as kind,
        hashint8(i.id) as place, i.id
    from suppliers.task_instances as i
    where i.status in ('in_progress', 'blocked')
) as k;
-- Of the planned tasks of a supplier, the last hundred are changed in bulk, the first with its
-- successors, and another one alone.
create temporary table planned as
select
    i.supplier_project_id as work_id, i.id,
    row_number() over (partition by i.supplier_project_id order by i.id) as place,
    count(*) over (partition by i.supplier_project_id) as tasks
from suppliers.task_instances as i where i.status = 'planned';
insert into bench_suppliers.things (kind, n, id)
select
    case p.place when 1 then 'early' else 'planned' end,
    row_number() over (partition by p.place order by hashint8(p.work_id)), p.id
from planned as p
where p.place in (1, 2) and p.tasks > {chunk} + 2;
insert into bench_suppliers.things (kind, n, key)
select 'chunk', row_number() over (order by c.work_id), c.ids
from (
    select p.work_id, string_agg(p.id::text, ',') as ids
    from planned as p
    where p.place > p.tasks - {chunk} and p.tasks > {chunk} + 2
    group by p.work_id
    order by hashint8(p.work_id)
    limit {n}
) as c;
drop table planned;
delete from bench_suppliers.things as t where t.kind in ('running', 'blocked') and t.n > {n};
insert into suppliers.projects (code, name, calendar_id, starts_on, created_at, updated_at)
select 'SPARE-' || n, 'Spare ' || n, c.id, current_date, now(), now()
from generate_series(1, {n}) as n cross join suppliers.calendars as c where c.code = 'STANDARD';
insert into bench_suppliers.things (kind, n, id)
select 'spare_project', row_number() over (order by p.id), p.id
from suppliers.projects as p where p.code ~ '^SPARE-';
insert into suppliers.suppliers (code, name, created_at, updated_at)
select 'FREE-' || n, 'Free ' || n, now(), now() from generate_series(1, {n}) as n;
insert into suppliers.supplier_capabilities (supplier_id, capability_code, valid_from_on)
select s.id, 'bench', '2020-01-01' from suppliers.suppliers as s where s.code ~ '^FREE-';
insert into suppliers.suppliers (code, name, created_at, updated_at)
select 'IDLE-' || n, 'Idle ' || n, now(), now() from generate_series(1, {n}) as n;
insert into bench_suppliers.things (kind, n, id, extra)
select
    case when s.code ~ '^FREE-' then 'free_pair' else 'idle_pair' end,
    row_number() over (partition by left(s.code, 4) order by s.id),
    p.ids[1 + s.id % cardinality(p.ids)], s.id
from suppliers.suppliers as s
cross join (
    select array_agg(t.id) as ids from bench_suppliers.things as t where t.kind = 'project'
) as p
where s.code ~ '^(FREE|IDLE)-';
insert into suppliers.supplier_projects (project_id, supplier_id, calendar_id, added_at)
select t.id, t.extra, c.id, now()
from bench_suppliers.things as t
cross join suppliers.calendars as c
where t.kind = 'idle_pair' and c.code = 'STANDARD';
"""

# Rows of the other parts; callers in bulk and readers of calendars are not held back here.
RECORDS = """
insert into bench_suppliers.things (kind, n, id)
select left(s.code, 4), row_number() over (partition by left(s.code, 4) order by s.id), s.id
from suppliers.suppliers as s where s.code ~ '^(BENCH|IDLE|FREE)-';
insert into suppliers.certificates (
    supplier_id, capability_code, number, valid_from_on, valid_until_on
)
select s.id, 'bench', 'C-' || s.id, '2026-01-01', '2099-01-01'
from suppliers.suppliers as s where s.code ~ '^IDLE-';
insert into bench_suppliers.things (kind, n, id)
select 'certificate', row_number() over (order by c.id), c.id from suppliers.certificates as c;
insert into suppliers.calendars (code, name, created_at, updated_at)
select 'BENCH-' || n, 'Bench ' || n, now(), now() from generate_series(1, 10) as n;
insert into suppliers.compliance_exports (project_id, since_at, until_at, requested_at)
select t.id, '2026-01-01', '2026-01-02', now()
from bench_suppliers.things as t where t.kind = 'project';
insert into bench_suppliers.things (kind, n, id)
select 'export', row_number() over (order by e.id), e.id from suppliers.compliance_exports as e;
insert into suppliers.digests (user_id, digest_on, timezone, counts, tasks, made_at)
select
    '00000000-0000-4000-8000-000000000001', current_date - n, 'UTC', '{{}}', '{{}}', now()
from generate_series(1, {n}) as n;
insert into bench_suppliers.things (kind, n, id)
select 'digest', row_number() over (order by d.id), d.id from suppliers.digests as d;
insert into auth.users (id)
select distinct u.user_id from suppliers.supplier_users as u
where not exists (select from auth.users as o where o.id = u.user_id);
insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
select
    '00000000-0000-4000-8000-000000001001', 'Bench', sha256(convert_to('cal_' || n, 'UTF8')),
    now()
from generate_series(1, 2 * {n}) as n;
insert into bench_suppliers.things (kind, n, id, key)
select
    case when t.n <= {n} then 'token' else 'feed' end, (t.n - 1) % {n} + 1, t.id,
    'cal_' || t.n
from (
    select c.id, row_number() over (order by c.id) as n from suppliers.calendar_tokens as c
) as t;
update core.settings as s set value = '{{}}'
where s.name in ('suppliers.bulk_rate', 'suppliers.supplier_bulk_rate', 'suppliers.calendar_rate');
"""

# As the job suppliers.warm_forecasts does.
WARM: LiteralString = """
    select jsonb_array_length(suppliers._list_forecasts(array_agg(s.id)))
    from suppliers.supplier_projects as s
"""


def make_works(conn: psycopg.Connection[Any], scale: float, things: int) -> None:
    """Make a million tasks and ten million states of them at scale 1, and what calls need."""
    tasks = max(2_000, round(1_000_000 * scale))
    templates, per_project = (1_000, 10) if tasks >= LARGE else (70, 5)
    sizes = {
        "templates": templates,
        "per_project": per_project,
        "projects": max(2, tasks // (templates * per_project)),
        "suppliers": max(10, round(200 * min(1.0, scale))),
        "n": things,
        "chunk": 100 if tasks >= LARGE else 5,
    }
    for text in (WORKS, TASKS, SUMS, THINGS, RECORDS):
        for statement in split(text.format(**sizes)):
            conn.execute(script(statement))
    conn.execute("reset work_mem")
    conn.execute("vacuum (analyze)")
    conn.execute(WARM)
