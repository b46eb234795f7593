-- Proves functions/suppliers/digests/_list_due_digests.sql.
begin;
select plan(6);

-- Given: sam wants a digest at 7 in Kolkata, sue at 3 in a zone that is gone, sol none;
-- mia and noa have not chosen: at 7 in UTC.
select tests.small_project();
insert into suppliers.digest_preferences (
    user_id, is_enabled, hour, timezone, updated_at
)
values
(tests.user('sam'), true, 7, 'Asia/Kolkata', now()),
(tests.user('sue'), true, 3, 'Gone/Away', now()),
(tests.user('sol'), false, 0, 'UTC', now()),
(tests.user('zed'), true, 0, 'UTC', now());
create function pg_temp.due(p_at timestamptz) returns text language plpgsql as $$
begin
    perform tests.set_clock(p_at);
    return (
        select string_agg(
            concat_ws(' ', u.name, d.digest_on, d.timezone), ', ' order by u.name
        )
        from suppliers._list_due_digests(10) as d
        inner join unnest('{mia,noa,sam,sue,sol,zed}'::text[]) as u (name)
            on d.user_id = tests.user(u.name)
    );
end;
$$;

select is(pg_temp.due('2099-01-05 01:29+00'), null, 'before the hour nothing is due');
select is(
    pg_temp.due('2099-01-05 01:30+00'), 'sam 2099-01-05 Asia/Kolkata',
    'at the local hour it is'
);
select is(
    pg_temp.due('2099-01-05 07:00+00'),
    'mia 2099-01-05 UTC, noa 2099-01-05 UTC, sam 2099-01-05 Asia/Kolkata, '
    'sue 2099-01-05 Gone/Away', 'and later, for people of suppliers and managers'
);
insert into suppliers.digests (
    user_id, digest_on, timezone, counts, tasks, made_at
)
values (tests.user('sam'), '2099-01-05', 'UTC', '{}', '{}', now());
select is(
    pg_temp.due('2099-01-05 07:00+00'),
    'mia 2099-01-05 UTC, noa 2099-01-05 UTC, sue 2099-01-05 Gone/Away',
    'once for each date'
);
select is(
    pg_temp.due('2099-01-06 01:30+00'), 'sam 2099-01-06 Asia/Kolkata', 'and every date'
);
select is(
    (select count(*) from suppliers._list_due_digests(0)), 0::bigint,
    'as many as wanted'
);

select * from finish();
rollback;
