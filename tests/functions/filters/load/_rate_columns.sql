-- Proves functions/filters/load/_rate_columns.sql.
begin;
select plan(4);

select results_eq(
    $$ select target, source, score, reason
       from filters._rate_columns(
           '{invoice_no,line_id,Store Name,store_number,amount}',
           '[["a", "1", "X", "7", "1.5"], ["a", "2", "X", "7", "2"]]'
       )
       order by target, score desc $$,
    $$ values
        ('basket', 'invoice_no', 4, 'its name, and 1 values in 2 rows'),
        ('price', 'amount', 5, 'its name, and numbers such as 1.5'),
        ('store', 'store_number', 4, 'its name, and 1 values in 2 rows'),
        ('store', 'Store Name', 2, 'its name, and 1 values in 2 rows') $$,
    'names speak, and a key is better than a name'
);
select is_empty(
    $$ select target
       from filters._rate_columns(
           '{order_id,quantity,date}', '[["1", "many", "soon"], ["2", "1", "2022-01-01"]]'
       ) $$,
    'a name whose values do not fit says nothing: each order stands once'
);
select results_eq(
    $$ select target, source, score, reason
       from filters._rate_columns(
           '{quand,combien}', '[["31/12/2022", "1.5"], ["01/12/2022", "2.0"]]'
       )
       order by target $$,
    $$ values
        ('price', 'combien', 1, 'the only column of numbers with decimals'),
        ('sold_at', 'quand', 1, 'the only column of times') $$,
    'where names say nothing, the only column of a kind is taken'
);
select is_empty(
    $$ select target
       from filters._rate_columns('{x,y}', '[["1.5", "1.5"], ["2.0", "2.0"]]') $$,
    'of two none is'
);

select * from finish();
rollback;
