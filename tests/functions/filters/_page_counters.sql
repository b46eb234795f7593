-- Proves functions/filters/_page_counters.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    api.filter_values('colour', page_size => 1),
    format(
        '{"dimension": "colour", "items": [
            {"value": "red", "label": "A red", "count": 2}
        ], "next": %s, "total": 2, "version": %s}',
        to_jsonb(filters._write_cursor('colour', 'A red', 'red')),
        filters._counter_version('colour')
    )::jsonb,
    'a page is as one of the cube'
);
select is(
    api.filter_values(
        'colour', after => api.filter_values('colour', page_size => 1) ->> 'next'
    ) - 'version',
    '{"dimension": "colour", "items": [
        {"value": "blue", "label": "blue", "count": 1}
    ], "next": null, "total": 2}',
    'the next follows the cursor'
);
select is(
    api.filter_values('colour', search => 'A R') -> 'total', '1',
    'a search is in any case'
);

select * from finish();
rollback;
