-- Proves sql/seeds/master/invariants.sql.j2.
begin;
select plan(2);

create function pg_temp.violations(p_name text)
    returns bigint
    language plpgsql
as $$
declare
    v_count bigint;
begin
    execute format(
        'select count(*) from (%s) as v',
        (select query from core.invariants where name = p_name)
    )
    into v_count;
    return v_count;
end;
$$;

insert into master.categories (category_key, name)
values ('a', 'A'), ('b', 'B');
select is(
    pg_temp.violations('master.categories_are_a_tree'), 0::bigint,
    'a tree is a tree'
);

alter table master.categories disable trigger user;
update master.categories as c
set parent_id = p.id
from master.categories as p
where c.id <> p.id;
select is(
    pg_temp.violations('master.categories_are_a_tree'), 2::bigint,
    'a circle is found'
);

select * from finish();
rollback;
