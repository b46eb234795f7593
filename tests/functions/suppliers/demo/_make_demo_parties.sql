-- Proves functions/suppliers/demo/_make_demo_parties.sql.
begin;
select plan(4);

-- Given: the parties of a demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select suppliers._make_demo_parties('2026-06-15');

select is(
    (
        select count(*) from suppliers.suppliers as s
where s.metadata @> '{"source": "demo"}'
    ),
    40::bigint, 'there are 40 suppliers'
);
select is(
    (
        select s.code from suppliers.suppliers as s
        inner join suppliers.supplier_users as u on s.id = u.supplier_id
        where u.user_id = tests.user('sue')
    ), 'DEMO-02', 'each has a person'
);
select is(
    array(
        select s.code
        from suppliers.suppliers as s
        where s.metadata @> '{"source": "demo"}'
            and not suppliers.has_capability(s.id, 'painting', '2026-06-30')
        order by s.code
    ), '{DEMO-07,DEMO-09}', 'certificates end'
);
select results_eq(
    $$ select s.code, o.code
       from suppliers._list_likely_doubles() as d
       inner join suppliers.suppliers as s on d.supplier_id = s.id
       inner join suppliers.suppliers as o on d.other_id = o.id $$,
    $$ values ('DEMO-01', 'DEMO-40') $$, 'one supplier is there twice'
);

select * from finish();
rollback;
