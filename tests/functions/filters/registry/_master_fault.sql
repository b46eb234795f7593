-- Proves functions/filters/registry/_master_fault.sql.
begin;
select plan(4);

-- Given: the counted shop.
select tests.counted_shop();

select is(filters._master_fault(null), null, 'none is fine');
select is(
    filters._master_fault(
        '{"table": "t_shop.colours", "key": "code", "label": "name"}'
    ),
    null, 'a unique key and a label are fine'
);
select is(
    filters._master_fault(
        '{"table": "t_shop.colours", "key": "name", "label": "code"}'
    ),
    't_shop.colours.name is not unique.', 'a key is unique'
);
select is(
    filters._master_fault('{"table": "t_shop.colours", "key": "code", "label": "no"}'),
    't_shop.colours is allowed without its column no.', 'both columns are allowed'
);

select * from finish();
rollback;
