-- Proves functions/commerce/orders/_notify_order.sql.
begin;
select plan(5);

-- Given: an order of ada in parcels of MAIN (cleo) and SHOP (bob); ada acts.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
create function pg_temp.told(p_type text, p_fields jsonb default '{}') returns text[]
language plpgsql as $$
begin
    delete from core.notifications where true;
    perform commerce._notify_order(n.id, p_type, n.state || p_fields)
    from commerce.orders as n where n.id = (select o.id from o);
    return array(
        select u.name
        from core.notifications as n
        inner join (
            values ('ada', tests.user('ada')), ('bob', tests.user('bob')),
            ('cleo', tests.user('cleo'))
        ) as u (name, id) on n.user_id = u.id
        order by 1
    );
end;
$$;

select tests.login_as(tests.user('ada'));
reset role;
select is(
    pg_temp.told('placed'), '{}', 'a customer is not told of what they did themselves'
);
select tests.login_as(tests.user('dora'), 'admin');
reset role;
select is(pg_temp.told('shipped'), '{ada}', 'but of what others did');
select is(
    pg_temp.told('paid'), '{ada, bob, cleo}', 'staff is told of what there is to pack'
);
select is(pg_temp.told('cancelled'), '{ada}', 'not of an order that was never paid');
select is(
    pg_temp.told('cancelled', '{"paid_at": "now"}'), '{ada, bob, cleo}',
    'and of what is not to be packed any more'
);

select * from finish();
rollback;
