-- Proves functions/suppliers/calendar_feed/_ical_line.sql.
begin;
select plan(6);

-- Given: values of ASCII, and of characters with two, three and four octets.
create table pg_temp.lines as
select v.value, suppliers._ical_line('SUMMARY', v.value) as line
from unnest(array['x', 'ä', '日', '😀']) as c (symbol)
cross join generate_series(0, 200) as n (n)
cross join lateral (select repeat(c.symbol, n) as value) as v;

select is(
    suppliers._ical_line('A', 'b'), E'A:b\r\n', 'a short line ends with CR LF'
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
    suppliers._ical_line('A', repeat('x', 72)), 'A:' || repeat('x', 72) || E'\r\n',
    'a line of 74 octets is not folded'
);
select is(
    suppliers._ical_line('A', repeat('x', 73)),
    'A:' || repeat('x', 72) || E'\r\n x\r\n', 'a longer one is'
);

select * from finish();
rollback;
