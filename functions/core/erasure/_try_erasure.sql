-- core._try_erasure: erase a person, count, and undo all of it: a dry run.
--
-- A block with a handler is a subtransaction: the error that ends it undoes everything.

create or replace function core._try_erasure(p_erasure core.erasures)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_erased jsonb;
begin
    begin
        v_erased := core._erase_person(p_erasure);
        raise exception 'undo' using errcode = 'RH001';
    exception
        when sqlstate 'RH001' then
            return v_erased;
    end;
end;
$$;

comment on function core._try_erasure(core.erasures) is
    'What core._erase_person would return; nothing is changed.';
