-- Proves triggers/master/regions.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.regions (psgc_code, name, short_name)
values ('9900000000', 'T', 'T9');
create temporary table t_row as
select t.id::text as id from master.regions as t
where t.psgc_code = '9900000000';
update master.regions set population = 5
where psgc_code = '9900000000';
update master.regions set population = 5
where psgc_code = '9900000000';
delete from master.regions
where psgc_code = '9900000000';

select * from tests.is_audited(
    'master.regions', (select id from t_row), '{"population": null}'
);

select * from finish();
rollback;
