-- Proves functions/core/audit/_merkle_blocks.sql.
begin;
select plan(4);

create function tests.leaves(p_count integer) returns bytea[] language sql as $$
    select array_agg(sha256(int4send(n.n)) order by n.n)
    from generate_series(1, p_count) as n (n)
$$;
select is(
    core._merkle_blocks(tests.leaves(5)),
    array[(core._merkle_path(tests.leaves(5))).root],
    'few leaves are one block, whose hash is the root'
);
select is(
    cardinality(core._merkle_blocks(tests.leaves(8193))), 3,
    'a block has 4096 leaves, the last one what is left'
);
select is(
    (core._merkle_path(core._merkle_blocks(tests.leaves(9000)))).root,
    (core._merkle_path(tests.leaves(9000))).root,
    'the root over the blocks is the root over the leaves'
);
select is(core._merkle_blocks(null), null, 'without leaves there is no block');

select * from finish();
rollback;
