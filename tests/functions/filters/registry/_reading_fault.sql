-- Proves functions/filters/registry/_reading_fault.sql.
begin;
select plan(13);

-- Given: the counted shop.
select tests.counted_shop();
select filters.allow_source(
    't_shop.lines', array['id', 'colour', 'size', 'facts', 'weight', 'sold_on']
);
select filters.allow_source(
    't_shop.colours', array['code', 'name'], array['count', 'master', 'prune']
);

select is(
    filters._reading_fault(
        '{"name": "x", "source": "t_shop.lines", "column": "size", "parent": "colour"}'
    ),
    null, 'a column under a parent'
);
select isnt(
    filters._reading_fault(
        '{"name": "colour", "source": "t_shop.lines", "column": "colour"}' || c::jsonb
    ),
    null, 'refused: ' || c
)
from (
    values
    ('{"column": "weight"}'), ('{"column": "nothing"}'), ('{"column": null}'),
    ('{"path": ["a"]}'), ('{"column": "facts"}'), ('{"parent": "no_such"}'),
    ('{"parent": "brand"}'), ('{"parent": "size"}'), ('{"parent": "colour"}'),
    ('{"column": "size"}'), ('{"source": "t_shop.colours", "column": "code"}')
) as wrong (c);

select filters.allow_source('t_shop.lines', array['size']);
select is(
    filters._reading_fault(
        '{"name": "x", "source": "t_shop.lines", "column": "size", "parent": "colour"}'
    ),
    't_shop.lines is allowed without its column colour.',
    'refused: the column of a parent that is not allowed'
);

select * from finish();
rollback;
