-- Proves triggers/master/place_levels.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into master.place_levels (country, level, label)
values ('ZZ', 1, 'Land');
update master.place_levels set label = 'State'
where country = 'ZZ';
update master.place_levels set label = 'State'
where country = 'ZZ';
delete from master.place_levels
where country = 'ZZ';

select * from tests.is_audited(
    'master.place_levels', '["ZZ", "1"]', '{"label": "Land"}'
);

select * from finish();
rollback;
