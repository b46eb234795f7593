-- Proves functions/filters/registry/_master_fault.sql.
begin;
select plan(6);

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

-- Given: a key whose index covers the label, and a label that only an index covers.
alter table t_shop.colours drop constraint colours_pkey cascade;
create unique index t_covering_idx on t_shop.colours (code) include (name);
select is(
    filters._master_fault(
        '{"table": "t_shop.colours", "key": "code", "label": "name"}'
    ),
    null, 'an index that covers the label, too, makes the key unique'
);
select is(
    filters._master_fault(
        '{"table": "t_shop.colours", "key": "name", "label": "code"}'
    ),
    't_shop.colours.name is not unique.', 'but not what it covers'
);

select * from finish();
rollback;
