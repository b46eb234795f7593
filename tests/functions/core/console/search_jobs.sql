-- Proves functions/core/console/search_jobs.sql.
begin;
select plan(8);

-- Given: three dead jobs of two kinds.
delete from core.jobs
where true;
insert into core.jobs (
    kind, queue, status, run_at, max_attempts, enqueued_at, last_error
)
values
('core.t_one', 'default', 'dead', now(), 3, now(), 'first'),
('core.t_two', 'default', 'dead', now(), 3, now(), 'second'),
('core.t_one', 'default', 'dead', now(), 3, now(), 'third');

create function pg_temp.errors(p_page jsonb) returns text
    language sql
    return (
        select string_agg(t.i ->> 'error', ' ' order by t.n)
        from jsonb_array_elements(p_page -> 'items') with ordinality as t (i, n)
    );
grant execute on function pg_temp.errors(jsonb) to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
select is(
    pg_temp.errors(core.search_jobs('dead')), 'third second first',
    'the newest come first'
);
select is(
    pg_temp.errors(core.search_jobs('dead', null, 'core.t_one')), 'third first',
    'a kind narrows'
);
select is(pg_temp.errors(core.search_jobs('dead', 'none')), null, 'a queue narrows');
select is(
    pg_temp.errors(
        core.search_jobs(p_after => core.search_jobs(p_page_size => 2) ->> 'next')
    ),
    'first', 'the cursor leads to the rest'
);
select is(
    tests.refusal($$ select core.search_jobs('lost') $$) ->> 'key',
    'core.invalid_argument', 'another state is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.search_jobs()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

-- Given: as many newer jobs as one request reads.
reset role;
insert into core.jobs (id, kind, queue, status, run_at, max_attempts, enqueued_at)
overriding system value
select
    t.last_id + n as id,
    'core.t_two' as kind,
    'default' as queue,
    'dead' as status,
    now() as run_at,
    3 as max_attempts,
    now() as enqueued_at
from
    (select max(j.id) as last_id from core.jobs as j) as t,
    generate_series(1, 10000) as n;
select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_page as
select core.search_jobs('dead', null, 'core.t_one') as it;
select is(
    (select t.it -> 'items' from t_page as t), '[]', 'what one request reads is bounded'
);
select is(
    (
        select pg_temp.errors(
            core.search_jobs('dead', null, 'core.t_one', t.it ->> 'next')
        )
        from t_page as t
    ),
    'third first', 'and the next one goes on'
);

select * from finish();
rollback;
