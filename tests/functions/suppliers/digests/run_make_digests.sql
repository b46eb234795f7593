-- Proves functions/suppliers/digests/run_make_digests.sql.
begin;
select plan(3);

-- Given: 13 people of ACME with hours and zones of their own; in these days the clocks
-- change in Berlin, New York and on Lord Howe (by half an hour), and Apia has no
-- 2011-12-30.
select tests.small_project();
create table pg_temp.wishes (
    name text primary key, hour integer, timezone text, first_at timestamptz
);
insert into pg_temp.wishes (name, hour, timezone, first_at)
values
('berlin spring 2', 2, 'Europe/Berlin', '2026-03-28 00:00+00'),
('berlin spring 3', 3, 'Europe/Berlin', '2026-03-28 00:00+00'),
('berlin autumn 2', 2, 'Europe/Berlin', '2026-10-24 00:00+00'),
('berlin autumn 0', 0, 'Europe/Berlin', '2026-10-24 00:00+00'),
('york spring 2', 2, 'America/New_York', '2026-03-07 00:00+00'),
('york autumn 1', 1, 'America/New_York', '2026-10-31 00:00+00'),
('york 23', 23, 'America/New_York', '2026-10-31 00:00+00'),
('lord howe 2', 2, 'Australia/Lord_Howe', '2026-10-03 00:00+00'),
('lord howe 1', 1, 'Australia/Lord_Howe', '2026-04-04 00:00+00'),
('apia 7', 7, 'Pacific/Apia', '2011-12-29 00:00+00'),
('kolkata 7', 7, 'Asia/Kolkata', '2026-06-01 00:00+00'),
('kathmandu 0', 0, 'Asia/Kathmandu', '2026-06-01 00:00+00'),
('utc 0', 0, 'UTC', '2026-06-01 00:00+00');
insert into suppliers.supplier_users (supplier_id, user_id)
select
    3001 as supplier_id,
    tests.user(w.name) as user_id
from pg_temp.wishes as w;
insert into suppliers.digest_preferences (
    user_id, is_enabled, hour, timezone, updated_at
)
select
    tests.user(w.name) as user_id,
    true as is_enabled,
    w.hour,
    w.timezone,
    now() as updated_at
from pg_temp.wishes as w;

-- The job runs every half hour for two days, and each time twice.
create table pg_temp.ticks as
select distinct w.first_at + n.n * interval '30 minutes' as tick_at
from pg_temp.wishes as w
cross join generate_series(0, 2 * 48) as n (n);
do $$
declare
    v_tick_at timestamptz;
begin
    for v_tick_at in select t.tick_at from pg_temp.ticks as t order by t.tick_at loop
        perform tests.set_clock(v_tick_at);
        perform suppliers.run_make_digests(null::core.jobs);
        perform suppliers.run_make_digests(null::core.jobs);
    end loop;
end;
$$;

-- What should be: for each local date the first tick at which the hour has come.
select set_eq(
    $$ select w.name, d.digest_on, d.made_at
       from suppliers.digests as d
       inner join pg_temp.wishes as w on d.user_id = tests.user(w.name) $$,
    $$ select w.name, (t.tick_at at time zone w.timezone)::date, min(t.tick_at)
       from pg_temp.wishes as w
       cross join pg_temp.ticks as t
       where date_part('hour', t.tick_at at time zone w.timezone) >= w.hour
       group by w.name, (t.tick_at at time zone w.timezone)::date $$,
    'each user has one digest for each local date, as soon as the hour has come'
);
select is(
    (
        select array_agg(d.digest_on order by d.digest_on)
        from suppliers.digests as d
        where
            d.user_id = tests.user('apia 7')
            and d.digest_on between '2011-12-29' and '2011-12-31'
    ),
    '{2011-12-29,2011-12-31}'::date[], 'a date that does not exist has none'
);
select is(
    (
        select d.made_at
        from suppliers.digests as d
        where d.user_id = tests.user('berlin spring 2') and d.digest_on = '2026-03-29'
    ),
    '2026-03-29 03:00+02'::timestamptz,
    'where the clocks skip the hour, the digest comes at the next one'
);

select * from finish();
rollback;
