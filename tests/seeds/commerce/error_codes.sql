-- Proves sql/seeds/commerce/error_codes.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select key, sqlstate from core.error_codes where key ~ '^commerce[.]' $$,
    $$ values
        ('commerce.insufficient_stock', 'PT409'),
        ('commerce.product_not_publishable', 'PT422'),
        ('commerce.version_conflict', 'PT409'),
        ('commerce.transition_refused', 'PT409'),
        ('commerce.reservation_expired', 'PT410'),
        ('commerce.unknown_product', 'PT404'),
        ('commerce.product_in_use', 'PT409'),
        ('commerce.invalid_product', 'PT422') $$,
    'the errors that callers handle, with their status'
);
select is_empty(
    $$ select key from core.error_codes
       where starts_with(key, 'commerce.') and sqlstate not in (
           'PT403', 'PT404', 'PT409', 'PT410', 'PT413', 'PT415', 'PT422', 'PT429'
       ) $$,
    'each is an error of the caller'
);

select * from finish();
rollback;
