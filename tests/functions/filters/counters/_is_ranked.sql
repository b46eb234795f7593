-- Proves functions/filters/counters/_is_ranked.sql.
begin;
select plan(7);

-- Given: the counted shop, and dimensions of other types.
select tests.counted_shop();
do $$
declare
    v_config text;
begin
    foreach v_config in array array[
        '{"name": "number", "column": "id"}', '{"name": "day", "column": "sold_on"}',
        '{"name": "town", "column": "facts", "path": ["from", "city"]}'
    ] loop
        perform filters.register_dimension('{"source": "t_shop.lines"}' || v_config::jsonb);
    end loop;
end;
$$;

select is(filters._is_ranked(n.name), n.expected, n.words)
from (
    values
    ('number', true, 'a whole number is'),
    ('day', true, 'a date is'),
    ('town', true, 'a jsonb may hold numbers'),
    ('size', false, 'a text is not'),
    ('colour', false, 'nor what has labels'),
    ('brand', false, 'nor what the cube counts'),
    ('none', null, 'of nothing it is unknown')
) as n (name, expected, words);

select * from finish();
rollback;
