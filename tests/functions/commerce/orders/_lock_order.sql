-- Proves functions/commerce/orders/_lock_order.sql.
begin;
select plan(10);

-- Given: an order of ada.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
create function pg_temp.refused(
    p_command text, p_version bigint default null, p_id bigint default null
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_id constant bigint := coalesce(p_id, (select id from pg_temp.o));
begin
    return tests.refusal(
        format('select commerce._lock_order(%s, %L, %L)', v_id, p_command, p_version)
    ) ->> 'key';
end;
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('ada'));
select is(pg_temp.refused('cancel'), null, 'a customer may cancel');
select is(pg_temp.refused('pay'), 'core.not_permitted', 'but not say that it is paid');
select is(
    pg_temp.refused('expire'), 'core.not_permitted', 'nor do what only servers do'
);
select is(
    pg_temp.refused('cancel', 2), 'commerce.version_conflict',
    'a version that is not the last is refused'
);
select is(pg_temp.refused('cancel', 1), null, 'the last one passes');
select is(
    pg_temp.refused('cancel', null, -1), 'commerce.unknown_order',
    'an order that is not there is unknown'
);
select tests.login_as(tests.user('dora'));
select is(
    pg_temp.refused('cancel'), 'commerce.unknown_order', 'and so is that of another'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(pg_temp.refused('pay'), null, 'an admin may record a payment');
select is(
    pg_temp.refused('ship'), 'commerce.transition_refused',
    'but not ship what is not paid'
);
select is(
    pg_temp.refused('fly'), 'core.not_permitted', 'a command that is not listed is none'
);

select * from finish();
rollback;
