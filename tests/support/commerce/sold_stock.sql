-- tests.sold_stock: the small stock of 1 January 2026, and some sales of January and
-- February, on 1 March; those of January are folded.

create or replace function tests.sold_stock()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform tests.set_clock('2026-01-01 00:00Z');
    perform tests.small_stock();
    perform tests.set_clock('2026-03-01 00:00Z');
    perform tests.sell('MUG', 'SHOP', 2, '2026-01-05Z');
    perform tests.sell('SHIRT-S', 'MAIN', 3, '2026-01-06Z');
    perform tests.fold_reports();
    perform tests.sell('SHIRT-S', 'SHOP', 1, '2026-02-02Z');
    perform tests.sell('SHIRT-L', 'MAIN', 6, '2026-02-03Z');
    perform tests.sell('SHIRT-L', 'MAIN', -1, '2026-02-20Z');
end;
$$;
