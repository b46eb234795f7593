-- Proves triggers/master/brands.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.brands (brand_key, name)
values ('t9', 'T');
create temporary table t_row as
select t.id::text as id from master.brands as t
where t.brand_key = 't9';
update master.brands set name = 'U'
where brand_key = 't9';
update master.brands set name = 'U'
where brand_key = 't9';
delete from master.brands
where brand_key = 't9';

select * from tests.is_audited(
    'master.brands', (select id from t_row), '{"name": "T"}'
);

select * from finish();
rollback;
