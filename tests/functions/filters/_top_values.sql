-- Proves functions/filters/_top_values.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();

select is(
    filters._top_values('brand', filters._count_values('brand', null), 1),
    '{"items": [{"value": "fizz", "label": "Fizz", "count": 4}],
      "total": 2, "truncated": true}',
    'the most frequent first, and whether there are more'
);
select is(
    filters._top_values('brand', row('{}', '{}')::filters.counts, 1),
    '{"items": [], "total": 0, "truncated": false}',
    'nothing counted: an empty list'
);

select * from finish();
rollback;
