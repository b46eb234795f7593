-- Proves functions/filters/_judge_columns.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

insert into shop.lines (id, colour)
select n, 'c' || n % 5 from generate_series(10, 200) as n;
select cmp_ok(c.score, '>', i.score, 'few values are better than a key')
from filters._judge_columns('shop.lines') as c
inner join filters._judge_columns('shop.lines') as i on i.column_name = 'id'
where c.column_name = 'colour';
select is(
    (select samples from filters._judge_columns('shop.lines')
     where column_name = 'size'),
    array['S', 'M'], 'with samples, the most frequent first'
);

select * from finish();
rollback;
