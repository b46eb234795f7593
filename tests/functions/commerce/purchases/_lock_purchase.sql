-- Proves functions/commerce/purchases/_lock_purchase.sql.
begin;
select plan(5);

-- Given: an order to MAIN, where cleo works; bob works at SHOP.
select tests.small_purchases();
create temporary table t_order as select tests.purchase() as id;
create function pg_temp.lock_as(p_name text, p_role text, p_status text) returns jsonb
    language plpgsql as $$
begin
    perform set_config('request.jwt.claims', jsonb_build_object(
        'sub', tests.user(p_name),
        'app_metadata', jsonb_build_object('roles', jsonb_build_array(p_role))
    )::text, true);
    perform set_config('rowhouse.t_role', current_setting('role'), true);
    return tests.refusal(format(
        'select commerce._lock_purchase(%s, %L, %L)',
        (select t.id from t_order as t), 'eaten', p_status
    ));
end;
$$;

select is(pg_temp.lock_as('cleo', 'warehouse', 'sent'), null, 'an order is locked');
select is(
    pg_temp.lock_as('cleo', 'warehouse', 'failed') ->> 'key',
    'commerce.transition_refused', 'that is in one of the states'
);
select is(
    (select tests.refusal('select commerce._lock_purchase(0, ''eaten'', ''sent'')'))
    ->> 'key',
    'commerce.unknown_purchase', 'that there is'
);
select is(
    (select count(*) from commerce.location_staff as s
     where s.user_id = tests.user('bob')),
    1::bigint, 'another user has another location'
);
select is(
    pg_temp.lock_as('cleo', 'warehouse', 'failed') ->> 'detail',
    format(
        'Purchase order %s is sent; one can be eaten that is failed.',
        (select t.id from t_order as t)
    ),
    'the error says what can be'
);

select * from finish();
rollback;
