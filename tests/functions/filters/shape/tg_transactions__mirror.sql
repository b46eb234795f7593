-- Proves functions/filters/shape/tg_transactions__mirror.sql.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();
select filters.start_reshape('months');

select tests.sell('b1', 'fizz', null, 1);
select is(
    (select count(*) from filters.transactions_new), 1::bigint,
    'a new line is written to both tables'
);
do $$ begin while filters.copy_lines(3) > 0 loop null; end loop; end $$;
create function pg_temp.wrong()
    returns bigint
    language plpgsql
as $$
begin
    return (
        select count(*)
        from (
            (table filters.transactions except table filters.transactions_new)
            union all
            (table filters.transactions_new except table filters.transactions)
        ) as n
    );
end;
$$;
select is(pg_temp.wrong(), 0::bigint, 'copied, both are equal');
update filters.transactions set sold_at = sold_at + interval '2 months', quantity = 3
where price_minor = 150;
select is(pg_temp.wrong(), 0::bigint, 'a line that moves to another month is');
delete from filters.transactions
where price_minor < 0;
select is(pg_temp.wrong(), 0::bigint, 'a line that goes');
truncate filters.transactions;
select is(pg_temp.wrong(), 0::bigint, 'and all of them');
select is(
    (select count(*) from filters.transactions_new), 0::bigint, 'none is left there'
);

select * from finish();
rollback;
