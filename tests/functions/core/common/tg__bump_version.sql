-- Proves functions/core/common/tg__bump_version.sql.
begin;
select plan(4);

-- Given: a row of version 1.
create temporary table t_things (name text, version bigint);
create trigger t10_bump_version before update on t_things
for each row execute function core.tg__bump_version();
insert into t_things values ('a', 1);

update t_things set name = 'a'
where true;
select is(
    (select version from t_things), 1::bigint,
    'an update that changes nothing leaves the version'
);
update t_things set name = 'b'
where true;
select is((select version from t_things), 2::bigint, 'a change raises the version');
update t_things set version = 9
where true;
select is(
    (select version from t_things), 3::bigint, 'by one, whatever the statement sets'
);

-- When: a row has a generated column.
create temporary table t_names (
    name text, version bigint, shout text generated always as (upper(name)) stored
);
create trigger t10_set before update on t_names
for each row execute function core.tg__bump_version('shout');
insert into t_names values ('a', 1);
update t_names set name = 'a'
where true;
select is(
    (select version from t_names), 1::bigint,
    'a generated column that stays is not a change'
);

select * from finish();
rollback;
