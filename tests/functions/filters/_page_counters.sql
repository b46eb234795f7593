-- Proves functions/filters/_page_counters.sql.
begin;
select plan(5);

-- Given: the counted shop.
select tests.counted_shop();

create temporary table t_version as
select filters._version_of('colour') as version;
grant select on t_version to authenticated;
select tests.login_as(tests.user('ada'));
select is(
    api.filter_values('colour', page_size => 1),
    format(
        '{"dimension": "colour", "items": [
            {"value": "red", "label": "A red", "count": 2}
        ], "next": %s, "total": 2, "version": %s}',
        to_jsonb(filters._write_cursor('colour', 'A red', 'red')),
        (select version from t_version)
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
select is(
    api.filter_values(
        'size', after => api.filter_values('size', page_size => 1) ->> 'next'
    ) - 'version',
    '{"dimension": "size", "items": [
        {"value": "S", "label": "S", "count": 3}
    ], "next": null, "total": 2}',
    'without labels a page begins at its value'
);
select is(
    api.filter_values('size', '{"colour": "red"}') -> 'total', '2',
    'narrowed by its parent'
);

select * from finish();
rollback;
