-- Proves functions/core/requests/answer_once.sql.
begin;
select plan(9);

-- Given: functions that count their calls.
create table core.t_calls (request jsonb);
create function core._t_order(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.t_calls (request) values (p_request);
    if p_request ->> 'item' = 'none' then
        perform core.raise_error('core.invalid_argument', 'There is no such item.');
    end if;
    return jsonb_build_object('order', (select count(*) from core.t_calls));
end;
$$;
create function core._t_closed(p_request jsonb) returns jsonb
    language sql set search_path = pg_catalog, pg_temp as $$ select p_request $$;
grant execute on function core._t_order(jsonb) to authenticated;

select tests.login_as(tests.user('ada'));
select is(
    core.answer_once('core._t_order', 'k', '{"item": "pen"}'), '{"order": 1}',
    'the first call acts'
);
select is(
    core.answer_once('core._t_order', 'k', '{"item": "pen"}'), '{"order": 1}',
    'the second has the answer of the first'
);
select is(
    core.answer_once('core._t_order', null, '{"item": "pen"}'), '{"order": 2}',
    'without a key each call acts'
);
select throws_ok(
    $$ select core.answer_once('core._t_order', 'k', '{"item": "ink"}') $$,
    'PT422', 'core.idempotency_key_reused', 'a key is of one request'
);
select throws_ok(
    $$ select core.answer_once('core._t_order', 'other', '{"item": "none"}') $$,
    'PT422', 'core.invalid_argument', 'an error of the function is the caller''s'
);
select is(
    core.answer_once('core._t_order', 'other', '{"item": "ink"}'), '{"order": 3}',
    'and does not use up the key'
);
select throws_ok(
    $$ select core.answer_once('core._t_closed', 'k', '{}') $$, '42501', null,
    'the function runs with the rights of the caller'
);
select tests.login_as(tests.user('bob'));
select is(
    core.answer_once('core._t_order', 'k', '{"item": "pen"}'), '{"order": 4}',
    'another caller has other keys'
);
reset role;
select is(
    (select count(*) from core.t_calls), 4::bigint,
    'the function was called no more often'
);

select * from finish();
rollback;
