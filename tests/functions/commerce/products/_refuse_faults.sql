-- Proves functions/commerce/products/_refuse_faults.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();
select lives_ok(
    $$ select commerce._refuse_faults('commerce.invalid_product',
        '[{"field": "a", "message": "M.", "severity": "warning"}]') $$,
    'a warning passes'
);
select is(
    tests.refusal($$ select commerce._refuse_faults('commerce.invalid_product',
        '[{"field": "a", "message": "M.", "severity": "error"},
          {"field": null, "message": "N.", "severity": "error"}]') $$) - 'hint',
    '{"code": "PT422", "key": "commerce.invalid_product", "detail": "a: M. N."}'::jsonb,
    'all errors are in the detail'
);

select * from finish();
rollback;
