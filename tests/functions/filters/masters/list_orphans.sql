-- Proves functions/filters/masters/list_orphans.sql.
begin;
select plan(5);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('grey', 'Grey');
delete from t_shop.colours
where code = 'blue';
select tests.login_as(tests.user('ada'), 'admin');
select is(
    api.list_orphans('colour'),
    '{"dimension": "colour", "master_without_transaction": ["grey"],
      "transaction_without_master": ["blue"],
      "totals": {"master_without_transaction": 1, "transaction_without_master": 1}}',
    'both kinds, with their totals'
);
select is(
    api.list_orphans('store_class') -> 'transaction_without_master', '[]',
    'the cube has none of the second'
);
select is(
    tests.refusal($$ select api.list_orphans('nosuch') $$) ->> 'key',
    'filters.unknown_dimension', 'of a dimension that there is'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.list_orphans('colour') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

reset role;
update filters.allowed_sources set uses = '{}'
where source_table = 't_shop.colours'::regclass;
select tests.login_as(tests.user('ada'), 'admin');
select is(
    tests.refusal($$ select api.list_orphans('colour') $$) ->> 'key',
    'filters.invalid_source', 'a master table that the owner does not list is not read'
);

select * from finish();
rollback;
