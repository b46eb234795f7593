-- Proves functions/filters/counters/_next_counters.sql.
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
-- Given: numbers, folded and not.
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "number", "source": "t_shop.lines", "column": "id"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;
insert into t_shop.lines (id) values (10), (20), (-3);
do $$ begin perform filters._fold_counters(null); end $$;
insert into t_shop.lines (id) values (100), (15), (-20);
select is(
    (
        select array_agg(c.value collate "default" order by c.place)
        from filters._next_counters('number', null, 99)
        with ordinality as c (value, label, lines, place)
    ),
    '{-20,-3,1,4,5,6,7,8,9,10,15,20,100}', 'numbers are in the order of numbers'
);
select is(
    (
        select array_agg(c.value collate "default" order by c.place)
        from filters._next_counters('number', '9', 3)
        with ordinality as c (value, label, lines, place)
    ),
    '{10,15,20}', 'and a page goes on after its number'
);
select is(
    (
        select array_agg(c.value collate "default" order by c.place)
        from filters._next_counters('number', '11', 2)
        with ordinality as c (value, label, lines, place)
    ),
    '{15,20}', 'also after one that went'
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
