-- Proves functions/concerts/votes/_sum_logs.sql.
begin;
select plan(5);

select is(
    exp(concerts._sum_logs(array[ln(2.0), ln(3.0)]::float[], null))::numeric(9, 6), 5.0,
    'a sum'
);
select is(
    exp(
        concerts._sum_logs(array[ln(5.0)]::float[], array[ln(3.0)]::float[])
    )::numeric(9, 6),
    2.0, 'a difference'
);
select is(
    concerts._sum_logs(array[5000, null]::float[], array[-5000]::float[]), 5000::float,
    'great logarithms overflow nothing'
);
select ok(
    concerts._sum_logs(array[1]::float[], array[1]::float[]) < -20,
    'nothing is almost nothing'
);
select is(concerts._sum_logs(null, null), null, 'no term is null');

select * from finish();
rollback;
