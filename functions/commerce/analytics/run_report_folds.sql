-- commerce.run_report_folds: add new sales and movements to the sums of reports.
--
-- Writers do nothing for the sums. An advisory lock makes one caller at a time the
-- reader; commerce._next_window lets it read only what no open transaction can add to.
-- Sums and position commit together, so nothing is counted twice or never. A batch is
-- small: readers of the event log wait for transactions that are older. Another time
-- zone begins anew. Definer: the worker has no grant on the ledgers.

create or replace function commerce.run_report_folds()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant bigint := 5000;
    v_zone constant text := coalesce(
        core.setting('commerce.time_zone') #>> '{}', 'UTC'
    );
    v_has_other_zone boolean;
    v_sale_id bigint;
    v_movement_id bigint;
    v_sales int8range;
    v_movements int8range;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('commerce.run_report_folds', 0))
    then
        return false;
    end if;
    v_sale_id := (select coalesce(max(s.id), 0) from commerce.sales as s);
    v_movement_id := (select coalesce(max(m.id), 0) from commerce.stock_movements as m);
    v_has_other_zone := exists (
        select
        from commerce.ledger_readers as r
        where
            r.name in ('sales_sums', 'stock_sums')
            and r.time_zone is distinct from v_zone
    );
    if not v_has_other_zone and not exists (
        select
        from commerce.ledger_readers as r
        where
            (r.name = 'sales_sums' and r.read_id < v_sale_id)
            or (r.name = 'stock_sums' and r.read_id < v_movement_id)
    ) then
        return false;
    end if;

    if v_has_other_zone then
        perform commerce.rebuild_report_sums();
    end if;
    v_sales := commerce._next_window('sales_sums', v_sale_id, c_batch);
    if not isempty(v_sales) then
        perform commerce._fold_sales(v_sales);
    end if;
    v_movements := commerce._next_window('stock_sums', v_movement_id, c_batch);
    if not isempty(v_movements) then
        perform commerce._fold_stock(v_movements);
    end if;
    -- An empty window waits for an open transaction: asking again at once is of no use.
    return not (isempty(v_sales) and isempty(v_movements)) and exists (
        select
        from commerce.ledger_readers as r
        where
            (r.name = 'sales_sums' and r.read_id < v_sale_id)
            or (r.name = 'stock_sums' and r.read_id < v_movement_id)
    );
end;
$$;

grant execute on function commerce.run_report_folds() to app_worker;

comment on function commerce.run_report_folds() is
    'An interval task: fold the next sales and movements; true if more are left.';
