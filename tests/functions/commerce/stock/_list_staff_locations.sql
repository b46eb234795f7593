-- Proves functions/commerce/stock/_list_staff_locations.sql.
begin;
select plan(4);

-- Given: the small stock; bob works at SHOP.
select tests.small_stock();
create function pg_temp.codes(p_location text default null) returns text[]
language sql as $$
    select array_agg(l.code order by l.code)
    from commerce.locations as l
    where l.id = any(commerce._list_staff_locations(p_location, 'admin', 'buyer'))
$$;
create function pg_temp.act_as(variadic p_roles text[]) returns void
language plpgsql as $$
begin
    perform tests.login_as(tests.user('bob'), variadic p_roles);
    perform set_config('role', 'none', true);
    perform set_config('role', 'authenticated', true);
end;
$$;
grant execute on function pg_temp.codes(text) to authenticated;
grant execute on function commerce._list_staff_locations(text, text[]) to authenticated;

select pg_temp.act_as('buyer');
select is(pg_temp.codes(), '{MAIN, SHOP}', 'a role that is named lists every location');
select is(pg_temp.codes('main'), '{MAIN}', 'or the one that is asked for');
reset role;
select pg_temp.act_as('warehouse');
select is(pg_temp.codes(), '{SHOP}', 'other staff list those where they work');
select throws_ok(
    $$ select pg_temp.codes('MAIN') $$, 'PT404', 'commerce.unknown_location',
    'and no other'
);

select * from finish();
rollback;
