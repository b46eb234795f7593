-- Proves functions/filters/_top_counters.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._top_counters('colour', '{}', 1),
    '{"items": [{"value": "red", "label": "A red", "count": 2}],
      "total": 2, "truncated": true}',
    'the most frequent first'
);

select * from finish();
rollback;
