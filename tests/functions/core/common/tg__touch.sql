-- Proves functions/core/common/tg__touch.sql.
begin;
select plan(4);

-- Given: a row of long ago.
create temporary table t_things (name text, updated_at timestamptz);
create trigger t10_touch before update on t_things
for each row execute function core.tg__touch();
insert into t_things values ('a', '2000-01-01');

update t_things set name = 'a'
where true;
select is(
    (select updated_at from t_things), '2000-01-01'::timestamptz,
    'an update that changes nothing leaves the time'
);
update t_things set name = 'b'
where true;
select is(
    (select updated_at from t_things), core.now(),
    'a change sets the time'
);

do $$ begin perform tests.set_clock('1999-12-31Z'); end; $$;
insert into t_things values ('c', '2000-01-01Z');
update t_things set name = 'd'
where name = 'c';
select is(
    (
        select updated_at from t_things
        where name = 'd'
    ),
    '2000-01-01Z'::timestamptz,
    'a clock that was set back leaves the later time'
);

-- When: a row has a generated column.
create temporary table t_names (
    name text,
    updated_at timestamptz,
    shout text generated always as (upper(name)) stored
);
create trigger t10_set before update on t_names
for each row execute function core.tg__touch('shout');
insert into t_names values ('a', '2000-01-01Z');
update t_names set name = 'a'
where true;
select is(
    (select updated_at from t_names), '2000-01-01Z'::timestamptz,
    'a generated column that stays is not a change'
);

select * from finish();
rollback;
