-- Proves functions/core/console/report_vacuum.sql.
begin;
select plan(5);

-- Given: a table with an index.
create table core.t_sized as
select
    n as id,
    md5(n::text) as word
from generate_series(1, 20000) as g (n);
create index on core.t_sized (id);
analyze core.t_sized;

select is(
    (
        select (t.i ->> 'bytes')::bigint
        from jsonb_array_elements(core.report_vacuum(500) -> 'tables') as t (i)
        where t.i ->> 'table' = 'core.t_sized'
    ),
    (
        select sum(pg_relation_size(c.oid))::bigint
        from pg_catalog.pg_class as c
        cross join (
            select
                k.oid,
                k.reltoastrelid
            from pg_catalog.pg_class as k
            where k.oid = 'core.t_sized'::regclass
        ) as t
        where
            c.oid in (t.oid, t.reltoastrelid)
            or c.oid in (
                select i.indexrelid
                from pg_catalog.pg_index as i
                where i.indrelid in (t.oid, t.reltoastrelid)
            )
    ),
    'the size of a table is that of all its parts'
);

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_report as select core.report_vacuum(3) as it;
select is(
    (select jsonb_array_length(t.it -> 'tables') from t_report as t), 3,
    'so many tables are listed as were asked for'
);
select is(
    (select (t.it ->> 'freeze_age')::bigint >= 0 from t_report as t), true,
    'the age of the last freeze is known'
);
select is(
    tests.refusal('select core.report_vacuum(0)') ->> 'key', 'core.invalid_page_size',
    'another size is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.report_vacuum() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
