-- Proves sql/seeds/master/revertible_tables.sql.
begin;
select plan(1);

select set_eq(
    $$ select r.audited_table::text
       from core.revertible_tables as r
       inner join pg_catalog.pg_trigger as t
           on r.audited_table = t.tgrelid and t.tgname = 't80_audit_update'
       where r.is_allowed and r.audited_table::text like 'master.%' $$,
    array[
        'master.brands',
        'master.categories',
        'master.place_levels',
        'master.places',
        'master.store_classes'
    ],
    'listed, and audited'
);

select * from finish();
rollback;
