-- commerce._unfolded_ids: the ids of a ledger that its sums do not have yet.

create or replace function commerce._unfolded_ids(p_reader text)
    returns int8range
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select int8range(r.read_id, null, '()')
    from commerce.ledger_readers as r
    where r.name = p_reader
$$;

comment on function commerce._unfolded_ids(text) is
$$All ids behind the position of the reader sales_sums or stock_sums.

A fold writes sums and position in one transaction, so a snapshot that sees the position
has every row once: in the sums, or behind it.
$$;
