-- Proves functions/core/place_hold.sql.
begin;
select plan(3);

select tests.set_clock('2026-01-01 12:00+00');
set local role service_role;
select core.place_hold('core.events', 'A court asks.')::text;
select results_eq(
    $$ select table_name, reason, placed_at, released_at from core.legal_holds $$,
    $$ values (
        'core.events',
        'A court asks.', timestamptz '2026-01-01 12:00+00', null::timestamptz
    ) $$,
    'a hold says which table, why and since when'
);
select throws_ok(
    $$ select core.place_hold('core.pans', 'x') $$, 'PT422', 'core.unknown_table',
    'of a table that is there'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core.place_hold('core.events', 'x') $$, '42501', null, 'users place none'
);

select * from finish();
rollback;
