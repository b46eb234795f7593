-- commerce._record_counter_sales: the body of record_sales, run once per key.
--
-- Locks the levels in the order of their key, then records what is new and posts its
-- movements.

create or replace function commerce._record_counter_sales(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sales commerce.sales[] := commerce._read_sales(p_request -> 'rows');
    v_rows constant integer := cardinality(v_sales);
    v_postings commerce.posting[];
    v_times timestamptz[];
    v_references text[];
begin
    perform commerce._lock_levels(v_sales);
    v_sales := array(select s from commerce._record_sales(v_sales) as s);

    select
        array_agg(p.posting order by p.sold_at),
        array_agg(p.sold_at order by p.sold_at),
        array_agg(p.reference order by p.sold_at)
    into v_postings, v_times, v_references
    from commerce._sale_postings(v_sales) as p;
    perform commerce._post_movements(
        v_postings, p_effective_ats => v_times, p_references => v_references
    );
    return jsonb_build_object(
        'recorded', cardinality(v_sales), 'repeated', v_rows - cardinality(v_sales)
    );
end;
$$;

comment on function commerce._record_counter_sales(jsonb) is
    'Records {rows} and moves their stock; returns {recorded, repeated}.';
