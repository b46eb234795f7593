-- Proves functions/suppliers/calendar_feed/_ical_fold.sql.
begin;
select plan(6);

-- Given: values of ASCII, and of characters with two, three and four octets.
create table pg_temp.lines as
select
    v.value,
    suppliers._ical_fold('SUMMARY:' || v.value || E'\r\n') as line
from unnest(array['x', 'ä', '日', '😀']) as c (symbol)
cross join generate_series(0, 200) as n (n)
cross join lateral repeat(c.symbol, n.n) as v (value);

select is(
    suppliers._ical_fold(E'A:b\r\nC:d\r\n'), E'A:b\r\nC:d\r\n', 'short lines stay'
);
select is_empty(
    $$ select l.value from pg_temp.lines as l
       cross join regexp_split_to_table(l.line, E'\r\n') as p (part)
       where octet_length(p.part) > 75 $$,
    'no line has more than 75 octets'
);
select is_empty(
    $$ select l.value from pg_temp.lines as l
       where replace(l.line, E'\r\n ', '') <> 'SUMMARY:' || l.value || E'\r\n' $$,
    'unfolded it is what it was'
);
select is_empty(
    $$ select l.value from pg_temp.lines as l where l.line ~ E'\r\n \r\n' $$,
    'no continuation is empty'
);
select is(
    suppliers._ical_fold('A:' || repeat('x', 73) || E'\r\n'),
    'A:' || repeat('x', 73) || E'\r\n', 'a line of 75 octets is not folded'
);
select is(
    suppliers._ical_fold(E'B:c\r\nA:' || repeat('x', 74) || E'\r\nD:e\r\n'),
    E'B:c\r\nA:' || repeat('x', 72) || E'\r\n xx\r\nD:e\r\n', 'a longer one is'
);

select * from finish();
rollback;
