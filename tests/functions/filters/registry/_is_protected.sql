-- Proves functions/filters/registry/_is_protected.sql.
begin;
select plan(6);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._is_protected('t_shop.lines'), false,
    'a table of the owner''s, open in itself'
);
alter table t_shop.lines enable row level security;
select is(filters._is_protected('t_shop.lines'), true, 'with row-level security');
create materialized view t_shop.summed as select 1 as n;
select is(filters._is_protected('t_shop.summed'), false, 'what has none is open');
insert into core.error_codes (key, sqlstate, hint)
values ('t_shop.closed', 'PT409', 'Wait.');
select is(filters._is_protected('t_shop.summed'), true, 'all of a module');
select is_empty(
    $$ select c.oid::regclass
       from pg_catalog.pg_class as c
       inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
       where
           c.relkind in ('r', 'p')
           and n.nspname in (
               'core', 'master', 'filters', 'reading', 'auth', 'storage', 'vault',
               'realtime'
           )
           and not filters._is_protected(c.oid) $$,
    'every table of product and platform is guarded'
);
select is(filters._is_protected('pg_catalog.pg_class'), true, 'what another role owns');

select * from finish();
rollback;
