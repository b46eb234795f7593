-- Proves functions/filters/registry/_dimension_config.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    (
        select filters._dimension_config(d)
        from filters.dimensions as d
        where d.name = 'colour'
    ),
    '{"name": "colour", "label": "Colour", "source": "t_shop.lines", "column": "colour",
      "path": null, "parent": null, "position": 7, "debounce_ms": 200, "roles": null,
      "master": {"table": "t_shop.colours", "key": "code", "label": "name"},
      "prune_after": "1 day", "protected": ["black"]}',
    'everything that a caller decides'
);

select * from finish();
rollback;
