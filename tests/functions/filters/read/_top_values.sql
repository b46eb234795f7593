-- Proves functions/filters/read/_top_values.sql.
begin;
select plan(3);

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
insert into master.brands (brand_key, name)
values ('ant', 'Ant'), ('dash', 'Dash');
select tests.sell('b1', 'dash', null, 1);
select tests.sell('b1', 'dash', null, 1);
select tests.sell('b1', 'ant', null, 1);
select tests.sell('b1', 'ant', null, 1);
select is(
    jsonb_path_query_array(
        filters._top_values('brand', filters._count_values('brand', null), 4),
        '$.items[*].value'
    ),
    '["fizz", "ant", "crisp", "dash"]',
    'of equal counts the first by label comes first, listed or not'
);

select * from finish();
rollback;
