-- Proves functions/filters/shape/_copy_access.sql.
begin;
select plan(3);

-- Given: lines that more roles may read, and a new table.
create role t_analyst;
grant select on filters.transactions to t_analyst with grant option;
create policy select_analyst_all on filters.transactions for select to t_analyst
using (price_minor > 0);
create table filters.transactions_new (like filters.transactions);
grant insert on filters.transactions_new to anon;
select filters._copy_access();

select is(
    (select array_agg(a.privilege_type || a.is_grantable || a.grantee::regrole
                      order by 1)
     from pg_class as c, aclexplode(c.relacl) as a
     where c.oid = 'filters.transactions_new'::regclass and a.grantee <> c.relowner),
    (select array_agg(a.privilege_type || a.is_grantable || a.grantee::regrole
                      order by 1)
     from pg_class as c, aclexplode(c.relacl) as a
     where c.oid = 'filters.transactions'::regclass and a.grantee <> c.relowner),
    'the same roles have the same grants'
);
select results_eq(
    $$ select policyname, permissive, roles, cmd, qual, with_check from pg_policies
       where schemaname = 'filters' and tablename = 'transactions_new'
       order by policyname $$,
    $$ select policyname, permissive, roles, cmd, qual, with_check from pg_policies
       where schemaname = 'filters' and tablename = 'transactions'
       order by policyname $$,
    'by the same policies'
);
select is(
    obj_description('filters.transactions_new'::regclass, 'pg_class'),
    obj_description('filters.transactions'::regclass, 'pg_class'), 'with its comment'
);

select * from finish();
rollback;
