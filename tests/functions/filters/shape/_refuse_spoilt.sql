-- Proves functions/filters/shape/_refuse_spoilt.sql.
begin;
select plan(6);

-- Given: a change to months of the small shop.
select tests.small_shop();
select filters.start_reshape('months');
select lives_ok(
    $$ select filters._refuse_spoilt() $$, 'a change without a fault goes on'
);

update filters.reshapes set fault = '23502: null value'
where id = 1;
select is(
    tests.refusal($$ select filters._refuse_spoilt() $$) ->> 'detail',
    'The copy lacks lines that were written meanwhile (23502: null value). Give the '
    || 'change up: rowhouse db partition filters.transactions --cancel.',
    'a spoilt one is refused, with the remedy'
);
select is(
    tests.refusal($$ select filters.copy_lines() $$) ->> 'key',
    'filters.reshape_refused', 'nothing is copied any more'
);
update filters.reshapes set state = 'comparing', copied_xid = 0
where id = 1;
select is(
    tests.refusal($$ select filters.compare_lines() $$) ->> 'key',
    'filters.reshape_refused', 'nor compared'
);
update filters.reshapes set state = 'compared'
where id = 1;
select is(
    tests.refusal($$ select filters.switch_lines() $$) ->> 'detail' like '%--cancel.',
    true, 'nor switched'
);
select lives_ok($$ select filters.cancel_reshape() $$, 'but given up');

select * from finish();
rollback;
