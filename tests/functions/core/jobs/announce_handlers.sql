-- Proves functions/core/jobs/announce_handlers.sql.
begin;
select plan(2);

-- Given: two kinds of Python's, one of SQL's.
select tests.set_clock('2030-01-01 12:00+00');
insert into core.job_kinds (kind, handler, sql_function, description)
values
('core.t_one', 'python', null, '-'), ('core.t_two', 'python', null, '-'),
('core.t_sql', 'sql', 'core.t', '-');

set local role app_worker;
do $$
begin
    perform core.announce_handlers('{core.t_one,core.t_sql,core.t_unheard_of}');
end;
$$;
reset role;
select results_eq(
    $$ select k.kind, k.handled_at from core.job_kinds as k
       where k.kind like 'core.t\_%' order by k.kind $$,
    $$ values ('core.t_one', '2030-01-01 12:00+00'::timestamptz),
       ('core.t_sql', null), ('core.t_two', null) $$,
    'the time is noted at the Python kinds that were named'
);
set local role authenticated;
select throws_ok(
    $$ select core.announce_handlers('{}') $$, '42501', null, 'by a worker alone'
);

select * from finish();
rollback;
