-- Proves sql/views/commerce/ledger_entries.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

select is(
    (select sum(e.change) from commerce.ledger_entries as e), 0::bigint,
    'the sum over all states is zero'
);
select is(
    tests.grants_of('commerce.ledger_entries'),
    array['select to app_reader, authenticated, service_role'],
    'these roles may read it'
);
select tests.login_as(tests.user('ada'));
select is_empty(
    $$ select from commerce.ledger_entries $$, 'the policies of the table hold'
);

select * from finish();
rollback;
