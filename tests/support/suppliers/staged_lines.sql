-- tests.staged_lines: a staging table of purchase-order lines, as a load makes it.
--
-- Project 900-XA gets three lines: two of Acme Kits, the second of which came late, and
-- one of vendor 77, which only the head of its order names. All columns are texts.

create or replace function tests.staged_lines()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    create temporary table staged_lines (
        source text, line_key text, order_key text, project_code text, vendor text,
        item text, country text, quoted_on text, ordered_on text, due_on text,
        delivered_on text, quantity text, value text, freight text, currency text,
        weight_kg text
    ) on commit drop;
    insert into pg_temp.staged_lines
    values
    (
        'scms', '1', 'PO-1', '900-xa', 'Acme  Kits', 'Kit A', 'Atlantis', '2020-01-02',
        '2020-01-06', '2020-03-02', '2020-03-02', '10', '9.505', '1.25', 'usd', '3'
    ),
    (
        'scms', '2', 'PO-1', '900-xa', 'ACME KITS', 'Kit B', null, '2020-01-03', null,
        '2020-03-04 00:00:00', '2020-03-09', null, null, null, null, null
    ),
    (
        'scms', '3', 'PO-2', '900-xa', null, 'Kit C', null, null, null, '2020-04-01',
        null, null, null, null, null, null
    );
    create temporary table staged_orders (
        source text, order_key text, vendor text, ordered_on text, delivered_on text
    ) on commit drop;
    insert into pg_temp.staged_orders
    values ('scms', 'PO-2', '77', '2020-02-03 10:00', '2020-03-30');
end;
$$;
