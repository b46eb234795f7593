-- Proves triggers/master/cities.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.regions (psgc_code, name, short_name)
values ('9900000000', 'T', 'T9');
insert into master.provinces (psgc_code, name, region_id, class)
select
    '9900000000' as psgc_code,
    'T' as name,
    r.id as region_id,
    'Prov' as class
from master.regions as r
where r.short_name = 'T9';
insert into master.cities (psgc_code, name, province_id, class)
select
    '9900000000' as psgc_code,
    'T' as name,
    p.id as province_id,
    'City' as class
from master.provinces as p
where p.psgc_code = '9900000000';
create temporary table t_row as
select t.id::text as id from master.cities as t
where t.psgc_code = '9900000000';
update master.cities set is_retired = true
where psgc_code = '9900000000';
update master.cities set is_retired = true
where psgc_code = '9900000000';
delete from master.cities
where psgc_code = '9900000000';

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'master.cities'
            and e.row_id = (select r.id from t_row as r)
    ),
    array['insert', 'update', 'delete'],
    'every change of a row is an entry; an update that changes nothing is none'
);
select is(
    (
        select e.old_values
        from core.audit_entries as e
        where
            e.table_name = 'master.cities'
            and e.row_id = (select r.id from t_row as r)
            and e.operation = 'update'
    ),
    '{"is_retired": false}'::jsonb,
    'an update keeps what changed, as it was'
);
select set_eq(
    $$ select jsonb_object_keys(e.old_values)
       from core.audit_entries as e
       where e.table_name = 'master.cities' and e.operation = 'delete'
       and e.row_id = (select r.id from t_row as r) $$,
    $$ select a.attname::text from pg_attribute as a
       where a.attrelid = 'master.cities'::regclass
       and a.attnum > 0 and not a.attisdropped $$,
    'a deleted row is kept whole'
);
select has_trigger(
    'master', 'cities', 't80_audit_truncate', 'a TRUNCATE is recorded'
);

select * from finish();
rollback;
