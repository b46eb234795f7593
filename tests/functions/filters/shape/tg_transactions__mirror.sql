-- Proves functions/filters/shape/tg_transactions__mirror.sql.
begin;
select plan(10);

-- Given: the small shop, with a column of an installation that may not be null.
select tests.small_shop();
alter table filters.transactions add column till text not null default 't1';
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

alter table filters.transactions_new alter column till drop default;
alter table filters.transactions drop column till;
select lives_ok(
    $$ select tests.sell('b1', 'fizz', null, 2) $$,
    'a column that is dropped meanwhile fails no writer'
);
select matches(
    (select fault from filters.reshapes),
    '^23502: null value in column "till"', 'the change is spoilt, and says by what'
);
select tests.sell('b1', 'fizz', null, 4);
delete from filters.transactions
where price_minor = 4;
select is(
    (select array_agg(price_minor) from filters.transactions), array[2::bigint],
    'and writers go on'
);
select filters.cancel_reshape();
select is(tests.filter_answers(), tests.naive_answers(), 'the counts are exact');

select * from finish();
rollback;
