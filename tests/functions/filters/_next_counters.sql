-- Proves functions/filters/_next_counters.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();
-- Given: values that came, went and came back, folded and not.
delete from shop.lines
where id = 3;
insert into shop.lines (id, size, colour) values (5, 'XL', 'a'), (6, '', 'a'), (7, 'L',
'z');
do $$ begin perform filters._fold_counters(null); end $$;
insert into shop.lines (id, size, colour) values (8, 'A', 'b'), (9, 'S', 'c');
delete from shop.lines
where size = 'M';

select results_eq(
    $$ select value collate "default", lines
       from filters._next_counters('size', null, 9) $$,
    $$ values ('', 1::bigint), ('A', 1), ('L', 1), ('S', 3), ('XL', 1) $$,
    'all values, in order'
);
select results_eq(
    $$ select value collate "default", lines
       from filters._next_counters('size', 'A', 2) $$,
    $$ values ('L', 1::bigint), ('S', 3) $$, 'those after one, no more than asked'
);
update filters.dimensions set roles = '{buyer}'
where name = 'size';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal($$ select filters._next_counters('size', null, 2) $$) ->> 'key',
    'filters.unknown_dimension', 'who lacks the role is refused'
);

select * from finish();
rollback;
