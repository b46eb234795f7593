-- Proves functions/suppliers/quality/_list_likely_doubles.sql.
begin;
select plan(5);

-- Given: suppliers, three of which have names that are or look the same.
insert into suppliers.suppliers (id, code, name, is_active, created_at, updated_at)
overriding system value
values
(9001, 'A', 'Accoun Nigeria Limited', true, core.now(), core.now()),
(9002, 'B', 'ACCOUN NIGERIA LTD', true, core.now(), core.now()),
(9003, 'C', 'Accouns Nigeria Ltd', true, core.now(), core.now()),
(9004, 'D', 'Accoun Nigeria', false, core.now(), core.now()),
(9005, 'E', 'Bolt', true, core.now(), core.now());

drop extension if exists pg_trgm cascade;
select results_eq(
    $$ select supplier_id, other_id, detail from suppliers._list_likely_doubles() $$,
    $$ values (9001::bigint, 9002::bigint,
        'Accoun Nigeria Limited and ACCOUN NIGERIA LTD are spellings of one name.') $$,
    'without pg_trgm, equal plain names of active suppliers are found'
);
do $$
begin
    if exists (
        select from pg_catalog.pg_available_extensions as e where e.name = 'pg_trgm'
    ) then
        create extension pg_trgm with schema extensions;
    end if;
end;
$$;
create function pg_temp.has_trgm() returns boolean language sql as $$
    select exists (select from pg_catalog.pg_extension as e where e.extname = 'pg_trgm')
$$;
select results_eq(
    $$ select supplier_id, other_id from suppliers._list_likely_doubles()
       order by 1, 2 $$,
    $$ select l.a::bigint, l.b::bigint
       from (values (9001, 9002), (9001, 9003), (9002, 9003)) as l (a, b)
       where l.b = 9002 or pg_temp.has_trgm() $$,
    'with it, names that look alike too'
);
select set_has(
    $$ select detail from suppliers._list_likely_doubles() $$,
    $$ select 'ACCOUN NIGERIA LTD and Accouns Nigeria Ltd are alike.'
       where pg_temp.has_trgm() $$,
    'and the finding says so'
);
update core.settings set value = '1'
where name = 'suppliers.name_likeness';
select is(
    (select count(*) from suppliers._list_likely_doubles()), 1::bigint,
    'the setting decides from which likeness'
);
insert into suppliers.suppliers (code, name, created_at, updated_at)
select
    'N' || n as code,
    'Accoun Nigeria' as name,
    core.now() as created_at,
    core.now() as updated_at
from generate_series(1, 30) as n;
select is(
    (select count(*) from suppliers._list_likely_doubles()), 265::bigint,
    'each supplier is compared with ten neighbours at most'
);

select * from finish();
rollback;
