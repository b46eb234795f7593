-- Proves functions/commerce/orders/set_tax_rate.sql.
begin;
select plan(8);

-- Given: 12 % for ever; it is noon.
select tests.set_clock('2026-06-01 12:00Z');

select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.set_tax_rate('standard', 15, valid_until => '2026-07-01Z') - 'id',
    jsonb_build_object(
        'tax_class', 'standard', 'country', null, 'rate_percent', 15,
        'valid_from', '2026-06-01 12:00Z'::timestamptz,
        'valid_until', '2026-07-01Z'::timestamptz
    ),
    'an admin sets a rate for a month'
);
select is(
    api.set_tax_rate('standard', 20, ' fr ') ->> 'country', 'FR',
    'a country has a rate of its own'
);
select is(
    api.set_tax_rate('reduced', 5.5) ->> 'rate_percent', '5.5', 'a class comes to be'
);
reset role;
select results_eq(
    $$ select r.tax_class, r.country, r.rate_percent, r.valid
       from commerce.tax_rates as r order by r.tax_class, r.country, r.valid $$,
    $$ values
       ('reduced', null, 5.5, tstzrange('2026-06-01 12:00Z', null)),
       ('standard', 'FR', 20, tstzrange('2026-06-01 12:00Z', null)),
       ('standard', null, 12, tstzrange(null, '2026-06-01 12:00Z')),
       ('standard', null, 15, tstzrange('2026-06-01 12:00Z', '2026-07-01Z')),
       ('standard', null, 12, tstzrange('2026-07-01Z', null)) $$,
    'the period that it meets is split'
);
select throws_ok(
    $$ insert into commerce.tax_rates (tax_class, rate_percent)
       values ('standard', 1) $$,
    '23P01', null, 'periods of a class and country cannot overlap'
);
select tests.login_as(tests.user('dora'), 'admin');
select results_eq(
    $$ select tests.refusal('select api.set_tax_rate(' || c.arguments || ')') ->> 'key'
       from (values
           ('null, 1'), ('$x$Ä$x$, 1'), ('$x$reduced$x$, null'), ('$x$reduced$x$, -1'),
           ('$x$reduced$x$, 101'), ('$x$reduced$x$, $x$NaN$x$'),
           ('$x$reduced$x$, 1.00001'), ('$x$reduced$x$, 1, $x$ $x$'),
           ('$x$reduced$x$, 1, null, null, $x$2026-01-01Z$x$'),
           ('$x$reduced$x$, 1, null, $x$infinity$x$')
       ) as c (arguments) $$,
    $$ select 'commerce.invalid_tax_rate' from generate_series(1, 9)
       union all select 'core.invalid_argument' $$,
    'bad input is refused'
);
select is(
    tests.refusal($$ select api.set_tax_rate('reduced', 101) $$) ->> 'detail',
    'rate_percent is not a number from 0 to 100 with up to 4 decimals.',
    'a refusal says which argument is wrong, and what it may be'
);
select tests.login_as(tests.user('ada'), 'buyer');
select throws_ok(
    $$ select api.set_tax_rate('standard', 1) $$, 'PT403', 'core.not_permitted',
    'a buyer sets none'
);

select * from finish();
rollback;
