-- Proves functions/suppliers/templates/_topological_order.sql.
begin;
select plan(8);

select is(
    suppliers._topological_order(4, '{1,2,3}', '{2,3,4}'), '{1,2,3,4}', 'a chain is one'
);
select is(
    suppliers._topological_order(4, '{3,3,4}', '{1,2,3}'), '{4,3,1,2}',
    'a node comes after its predecessors, else by number'
);
select is(suppliers._topological_order(3, '{}', '{}'), '{1,2,3}', 'no edge, no rule');
select is(suppliers._topological_order(0, '{}', '{}'), '{}', 'no node, no order');
select is(
    suppliers._topological_order(5, '{1,2,3,4}', '{2,3,2,5}'), '{1,4,5}',
    'a cycle is left out'
);
select is(
    suppliers._topological_order(3, '{1,2}', '{2,3}'), '{1,2,3}',
    'what is behind a node is not behind a cycle'
);
select is(
    suppliers._topological_order(4, '{1,2,3}', '{2,1,4}'), '{3,4}',
    'what is behind a cycle is left out too'
);
select is(
    cardinality(suppliers._topological_order(
        1000, array(select n from generate_series(1, 999) as n),
        array(select n + 1 from generate_series(1, 999) as n)
    )),
    1000, 'a thousand nodes in a row are ordered'
);

select * from finish();
rollback;
