-- Proves triggers/filters/dimension_versions.sql.j2.
begin;
select plan(4);

-- Given: one row that came, changed and went.
insert into filters.dimension_versions (dimension, number, config, reason, made_at)
values ('brand', 9, '{}', 'T', now());
update filters.dimension_versions set reason = 'U'
where dimension = 'brand' and number = 9;
update filters.dimension_versions set reason = 'U'
where dimension = 'brand' and number = 9;
delete from filters.dimension_versions
where dimension = 'brand' and number = 9;

select * from tests.is_audited(
    'filters.dimension_versions', '["brand", "9"]', '{"reason": "T"}'
);

select * from finish();
rollback;
