-- Proves policies/filters/value_deltas.sql.j2.
begin;
select plan(5);

-- Given: a dimension that is for buyers, the parent of one that is for all.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
update t_shop.lines set colour = 'green'
where id < 4;
delete from filters.value_deltas;
insert into filters.value_deltas (dimension, value, lines)
values ('colour', 'a', 1), ('colour', 'b', 1), ('size', 'a', 1), ('size', 'b', 1),
    ('size', 'c', 1);

select * from tests.is_read_by('filters.value_deltas', 'service_role, app_reader');

select * from finish();
rollback;
