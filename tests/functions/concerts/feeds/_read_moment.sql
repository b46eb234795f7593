-- Proves functions/concerts/feeds/_read_moment.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._read_moment(x) from unnest('{
        2020-04-18T20:00:00Z,2025-04-28T05:24:44.041+0000,1900-01-01T18:00:00Z,
        2020-04-18,2020-02-31T00:00:00Z,2020-02-01T25:61:00Z,now,
        2020-04-18T20:00:00+99:99
    }'::text[]) as x $$,
    $$ values ('2020-04-18T20:00Z'::timestamptz), ('2025-04-28T05:24:44.041Z'), (null),
              (null), (null), (null), (null), (null) $$,
    'a moment has a zone; 1900-01-01 and other text are null'
);

select * from finish();
rollback;
