-- Proves functions/filters/_value_expression.sql.
begin;
select plan(4);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._value_expression('shop.lines', 'colour', null),
    '(left((r.colour::text), 200) collate "C")', 'a column is cast and cut'
);
select is(
    filters._value_expression('shop.lines', 'facts', array['a"b', '''']),
    '(left((r.facts #>> E''{"a\\"b",''''}''::text[]), 200) collate "C")',
    'a path is quoted'
);
select is(
    filters._value_expression('shop.lines', 'sold_on', null, 'm'),
    '(left((to_jsonb(m.sold_on) #>> ''{}''), 200) collate "C")',
    'a date reads the same in every style'
);
select is(
    filters._value_expression('shop.lines', 'weight', null), null,
    'a float has no one spelling'
);

select * from finish();
rollback;
