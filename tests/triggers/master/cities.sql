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

select * from tests.is_audited(
    'master.cities', (select id from t_row), '{"is_retired": false}'
);

select * from finish();
rollback;
