-- core.record_canary: record how a measurement ended.
--
-- The first outcome stays: a worker that lost its connection may report again, and a
-- canary that came after its time was over stays failed. Without a nonce nothing was
-- sent, since there was no channel. Definer: no role may write the table.

create or replace function core.record_canary(
    p_nonce uuid, p_took_ms numeric default null, p_fault text default null
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (p_took_ms is null) = (p_fault is null)
        or p_took_ms not between 0 and 86400000
        or p_fault = ''
        or p_nonce is null and p_fault is null
    then
        perform core.raise_error(
            'core.invalid_argument', 'A canary arrived after a time, or has a fault.'
        );
    end if;

    if p_nonce is null then
        insert into core.canaries (status, sent_at, fault)
        values ('failed', core.now(), left(p_fault, 200));
        return true;
    end if;
    update core.canaries
    set
        status = case when p_fault is null then 'arrived' else 'failed' end,
        took_ms = p_took_ms,
        fault = left(p_fault, 200)
    where nonce = p_nonce and status = 'sent';
    return found;
end;
$$;

grant execute on function core.record_canary(uuid, numeric, text)
to service_role, app_worker;

comment on function core.record_canary(uuid, numeric, text) is
$$Record that a canary arrived after a time, or why it did not; false if that is known.

p_nonce: null if none could be sent.
Units: p_took_ms is milliseconds.
Errors: PT422 core.invalid_argument.
$$;
