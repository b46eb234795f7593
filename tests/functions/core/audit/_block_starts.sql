-- Proves functions/core/audit/_block_starts.sql.
begin;
select plan(2);

select is(
    core._block_starts(array(select generate_series(1, 8193)::bigint)),
    array[1, 4097, 8193]::bigint[], 'a block begins at every 4096th value'
);
select is(
    core._block_starts(array[7, 8]::bigint[]), array[7]::bigint[],
    'few values are one block'
);

select * from finish();
rollback;
