-- Proves functions/reading/progress_since.sql.
begin;
select plan(10);

-- Given: Ada began three series, and forgot the second.
select tests.login_as(tests.user('ada'));
insert into api.reading_progress (series_id, chapter, device_id)
values (1, 1, 'phone'), (2, 1, 'phone'), (3, 1, 'phone');
delete from api.reading_progress
where series_id = 2;

create function pg_temp.told(p_version bigint) returns text
language sql as $$
    select format(
        'version %s reset %s rows %s tombstones %s', a ->> 'version', a ->> 'reset',
        (select string_agg(r ->> 'series_id', ',') from jsonb_array_elements(a -> 'rows') as r),
        (select string_agg(t ->> 'series_id', ',')
         from jsonb_array_elements(a -> 'tombstones') as t)
    )
    from reading.progress_since(p_version) as a
$$;

select is(pg_temp.told(0), 'version 4 reset false rows 1,3 tombstones ', 'everything');
select is(pg_temp.told(1), 'version 4 reset false rows 3 tombstones 2', 'news');
select is(pg_temp.told(4), 'version 4 reset false rows  tombstones ', 'nothing is');
select is(
    pg_temp.told(5), 'version 4 reset true rows 1,3 tombstones ',
    'a device that knows more than the server starts anew'
);
insert into api.reading_progress (series_id, chapter, device_id) values (2, 9, 'phone');
select is(
    pg_temp.told(1), 'version 5 reset false rows 3,2 tombstones ',
    'what came again is a row, and no tombstone'
);
delete from api.reading_progress
where series_id = 2;
reset role;
delete from reading.tombstones
where true;
set local role authenticated;
select is(
    pg_temp.told(5), 'version 6 reset true rows 1,3 tombstones ',
    'a device that missed a forgotten deletion starts anew'
);
select is(
    pg_temp.told(6),
    'version 6 reset false rows  tombstones ',
    'one that knew it does not'
);
select is(
    reading.progress_since(0) -> 'rows' -> 0 ->> 'user_id', null,
    'a row says nothing that its reader knows'
);

-- When: a policy was chosen on another device.
do $do$
begin
    perform reading.set_progress_policy(1, 'furthest');
end;
$do$;
select is(
    reading.progress_since(6) -> 'policies', '{"1": "furthest"}',
    'every device gets the chosen policies'
);

select tests.login_as(tests.user('bob'));
select is(
    pg_temp.told(0), 'version 0 reset false rows  tombstones ',
    'another reader has read nothing'
);

select * from finish();
rollback;
