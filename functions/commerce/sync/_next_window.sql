-- commerce._next_window: the ids that a reader of a log may read now.
--
-- The two steps are those of commerce.ledger_readers. The caller read p_greatest before
-- this transaction had an id.

create or replace function commerce._next_window(
    p_reader text, p_greatest bigint, p_most bigint
)
    returns int8range
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_xid constant bigint := pg_current_xact_id()::text::bigint;
    v_reader commerce.ledger_readers;
    v_to bigint;
begin
    select r.*
    into v_reader
    from commerce.ledger_readers as r
    where r.name = p_reader
    for update;
    if v_reader.read_id >= p_greatest then
        return 'empty'::int8range;
    end if;

    if pg_snapshot_xmin(pg_current_snapshot())::text::bigint < v_reader.noted_xid
        and v_reader.noted_xid <= v_xid
    then
        return 'empty'::int8range;
    end if;

    v_to := least(v_reader.noted_id, v_reader.read_id + p_most);
    update commerce.ledger_readers
    set
        read_id = v_to,
        noted_id = case when v_to = noted_id then p_greatest else noted_id end,
        noted_xid = case when v_to = noted_id then v_xid else noted_xid end
    where name = p_reader;
    return int8range(v_reader.read_id, v_to, '(]');
end;
$$;

comment on function commerce._next_window(text, bigint, bigint) is
    'At most p_most ids that are all there; moves the reader behind them.';
