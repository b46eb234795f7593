-- Proves functions/filters/load/propose_columns.sql.
begin;
select plan(3);

create temporary table proposed as
select filters.propose_columns(
    '{invoice,shop,sku,unit_price,amount,total,date}',
    '[["a", "s", "p", "1.5", "3", "3", "04/05/2022"],
      ["a", "s", "q", "2.5", "5", "5", "04/05/2022"]]'
) as answer;

select results_eq(
    $$ select n ->> 'column', n ->> 'source', n ->> 'reason'
       from pg_temp.proposed as p
       cross join jsonb_array_elements(p.answer -> 'columns') as n $$,
    $$ values
        ('basket', 'invoice', 'its name, and 1 values in 2 rows'),
        ('store', 'shop', 'its name, and 1 values in 2 rows'),
        ('product', 'sku', 'its name, and 2 values in 2 rows'),
        ('brand', null, 'no column fits'),
        ('category', null, 'no column fits'),
        ('price', null, 'amount and total fit alike'),
        ('quantity', null, 'no column fits'),
        ('sold_at', 'date', 'its name, and times such as 04/05/2022') $$,
    'each column with its reason; several that fit alike are for the caller'
);
select is(
    (select left(p.answer ->> 'date_fault', 15) from pg_temp.proposed as p),
    'date: each date', 'dates that can be read both ways are not guessed'
);
select is(
    filters.propose_columns(
        '{invoice,unit_price,date}',
        '[["a", "1.5", "2022-05-04"], ["a", "1", "2022-05-04"]]'
    ) #>> '{columns, 5, reason}',
    'its name, and numbers such as 1; but that of a piece, and a load takes that of '
    'the line',
    'the price of a piece comes with a warning'
);

select * from finish();
rollback;
