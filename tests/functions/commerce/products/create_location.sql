-- Proves functions/commerce/products/create_location.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.create_location('mnl-1', 'Manila', 'store'),
    '{"code": "MNL-1", "name": "Manila", "kind": "store", "city": null, "position": 100,
      "is_active": true, "has_full_range": true, "version": 1}'::jsonb,
    'an admin adds a location; the code is in upper case'
);
select is_empty(
    $$ select c.call from (values
        ('null, ''N'''), ('''a b'', ''N'''), ('''N'', null'), ('''N'', '''''),
        ('''N'', ''N'', ''shed'''), ('''N'', ''N'', ''store'', ''x'''),
        ('''N'', ''N'', ''store'', null, -1'), ('''MAIN'', ''N'''), ('repeat(''x'', 41), ''N''')
    ) as c (call)
    where tests.refusal(format('select api.create_location(%s)', c.call)) ->> 'key'
        is distinct from 'commerce.invalid_location' $$,
    'bad input is refused'
);
select is(
    api.create_location('N', 'N', null, null, null, null) - 'version' - 'code' - 'name',
    '{"kind": "warehouse", "city": null, "position": 100, "is_active": true,
      "has_full_range": true}'::jsonb,
    'null is the default'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.create_location('B', 'B') $$, 'PT403', 'core.not_permitted',
    'a buyer adds none'
);
reset role;
select is(
    (select count(*) from commerce.stock_levels as l
    inner join commerce.locations as o on l.location_id = o.id
    where o.code = 'MNL-1'), 3::bigint, 'it has the levels of all single variants'
);

select * from finish();
rollback;
