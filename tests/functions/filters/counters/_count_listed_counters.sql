-- Proves functions/filters/counters/_count_listed_counters.sql.
begin;
select plan(6);

-- Given: the counted shop.
select tests.counted_shop();
-- Given: values that came, went and came back, folded and not.
delete from t_shop.lines
where id = 3;
insert into t_shop.lines (id, size, colour)
values (5, 'XL', 'a'), (6, '', 'a'), (7, 'L',
'z');
do $$ begin perform filters._fold_counters(null); end $$;
insert into t_shop.lines (id, size, colour) values (8, 'A', 'b'), (9, 'S', 'c');
delete from t_shop.lines
where size = 'M';

select is(filters._count_listed_counters('size'), 5::bigint, 'what has a line now');
select is(filters._count_listed_counters('colour'), 5::bigint, 'without a parent too');
select is(
    (
        select s.counts
        from filters.dimension_states as s
        where s.dimension = 'colour'
    ),
    (
        select count(*)
        from filters.value_counts as c
        where c.dimension = 'colour'
    ),
    'folds keep how many rows there are'
);
select is(filters._count_listed_counters('no such'), 0::bigint, 'of nothing none');
update filters.dimensions set roles = '{buyer}'
where name = 'size';
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    filters._count_listed_counters('size'), 5::bigint, 'a holder of the role sees them'
);
select tests.login_as(tests.user('ada'));
select is(filters._count_listed_counters('size'), 0::bigint, 'who does not is not');

select * from finish();
rollback;
