-- Proves triggers/master/places.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.places (country, scheme, code, level, place_key, name)
values ('ZZ', 'own', 't9', 1, 't9', 'T');
create temporary table t_row as
select t.id::text as id from master.places as t
where t.code = 't9';
update master.places set population = 5
where code = 't9';
update master.places set population = 5
where code = 't9';
delete from master.places
where code = 't9';

select * from tests.is_audited(
    'master.places', (select id from t_row), '{"population": null}'
);

select * from finish();
rollback;
