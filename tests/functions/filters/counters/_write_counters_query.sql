-- Proves functions/filters/counters/_write_counters_query.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select matches(
    filters._write_counters_query(d, s.selection::jsonb), s.read, s.words
)
from filters.dimensions as d
cross join (
    values
    ('{}', 'value_deltas.*true', 'all are counted'),
    ('{"colour": ["red"]}', 'value_deltas.*parent_value', 'so are those of a parent'),
    ('{"size": ["S"], "colour": ["red"]}', 't_shop.lines', 'else the rows are')
) as s (selection, read, words)
where d.name = 'size';

select * from finish();
rollback;
