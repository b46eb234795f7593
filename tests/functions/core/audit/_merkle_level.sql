-- Proves functions/core/audit/_merkle_level.sql.
begin;
select plan(2);

select is(
    core._merkle_level(array['\x0a', '\x0b', '\x0c']::bytea[]),
    array[sha256('\x010a0b'), '\x0c']::bytea[],
    'pairs are hashed; a last node without a neighbour moves up'
);
select is(
    core._merkle_level(array['\x0a']::bytea[]), array['\x0a']::bytea[],
    'a root stays'
);

select * from finish();
rollback;
