-- Proves functions/filters/counters/_count_deltas.sql.
begin;
select plan(3);

-- Given: the counted shop, two changes not folded; colour is for buyers.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
insert into t_shop.lines (id, colour) values (5, 'red'), (6, 'green');

select is(filters._count_deltas('colour'), 2::bigint, 'an operator counts all');
select tests.login_as(tests.user('bob'), 'buyer');
select is(filters._count_deltas('colour'), 2::bigint, 'so does who holds the role');
select tests.login_as(tests.user('ada'));
select is(filters._count_deltas('colour'), 0::bigint, 'others count none');

select * from finish();
rollback;
