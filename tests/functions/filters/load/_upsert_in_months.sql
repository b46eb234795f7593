-- Proves functions/filters/load/_upsert_in_months.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();
select tests.reshape_lines('months');
create function pg_temp.send(p_rows jsonb)
    returns text
    language sql
as $$
    select concat_ws(' ', u.inserted, u.updated)
    from filters._upsert_in_months(array(
        select filters._read_lines((
            select jsonb_agg(
                '{"basket": "b1", "store": "s1", "product": "p", "price": 1,
                  "quantity": 1, "sold_at": "2024-05-04T08:00:00Z"}'::jsonb || r.row
            )
            from jsonb_array_elements(p_rows) as r (row)
        ))
    )) as u
$$;
select is(
    pg_temp.send('[{"key": "k2"}, {"key": "k1"}, {}, {}]'), '4 0',
    'new lines, two of them without a key'
);
select is(
    pg_temp.send('[{"key": "k1", "sold_at": "2025-01-04T08:00:00Z", "brand": "fizz"},
                   {"key": "k3"}, {}]'), '2 1',
    'a known line moves to another month'
);
select results_eq(
    $$ select t.line_key, t.tableoid::regclass::text from filters.transactions as t
       where t.line_key is not null order by t.line_key $$,
    $$ values
        ('k1', 'filters.transactions_p2025_01'),
        ('k2', 'filters.transactions_p2024_05'),
        ('k3', 'filters.transactions_p2024_05') $$,
    'each key has one line'
);
select is(tests.filter_answers(), tests.naive_answers(), 'the answers are right');
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);
select throws_ok(
    $$ select pg_temp.send('[{"key": "k1"}, {"key": "k1"}]') $$, '21000', null,
    'a key twice in a call is refused'
);

select * from finish();
rollback;
