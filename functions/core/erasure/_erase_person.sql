-- core._erase_person: erase a person from all tables and from the audit trail.
--
-- Rows first: what the audit triggers write of them is erased with the older entries.

create or replace function core._erase_person(p_erasure core.erasures)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reason constant text := coalesce(current_setting('rowhouse.reason', true), '');
    v_erased jsonb;
    v_entries bigint;
begin
    perform
        set_config('rowhouse.erasing', p_erasure.id::text, true),
        set_config('rowhouse.reason', 'erasure ' || p_erasure.id, true);
    v_erased := core._erase_rows(p_erasure.person_kind, p_erasure.person_key);
    v_entries := core._erase_entries(
        p_erasure.id, p_erasure.person_kind, p_erasure.person_key
    );
    perform
        set_config('rowhouse.erasing', '', true),
        set_config('rowhouse.reason', v_reason, true);
    if v_entries = 0 then
        return v_erased;
    end if;
    return v_erased || jsonb_build_object('core.audit_entries', v_entries);
end;
$$;

comment on function core._erase_person(core.erasures) is
    'How many rows of each table were erased.';
