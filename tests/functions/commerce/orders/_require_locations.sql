-- Proves functions/commerce/orders/_require_locations.sql.
begin;
select plan(4);

-- Given: cleo works at MAIN.
select tests.small_stock();
create function pg_temp.refused(p_codes text[]) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    return tests.refusal(format(
        'select commerce._require_locations(%L)',
        array(select l.id from commerce.locations as l where l.code = any(p_codes))
    )) ->> 'detail';
end;
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('cleo'), 'warehouse');
select is(pg_temp.refused('{MAIN}'), null, 'staff passes at their location');
select is(
    pg_temp.refused('{MAIN, SHOP}'), 'The caller does not work at SHOP.',
    'and is refused at another'
);
select tests.login_as(tests.user('dora'), 'admin');
select is(pg_temp.refused('{MAIN, SHOP}'), null, 'an admin passes anywhere');
reset role;
select is(pg_temp.refused('{MAIN, SHOP}'), null, 'and so does a server');

select * from finish();
rollback;
