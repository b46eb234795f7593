-- core.get_erasure: one erasure, and what it erased.
--
-- Definer: no caller may read the table; the app role decides.

create or replace function core.get_erasure(p_erasure_id bigint)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_erasure core.erasures;
begin
    perform core.require_role('admin');
    select e.* into v_erasure
    from core.erasures as e
    where e.id = p_erasure_id;
    if v_erasure.id is null then
        perform core.raise_error(
            'core.unknown_erasure',
            format('There is no erasure %s.', coalesce(p_erasure_id::text, 'null'))
        );
    end if;
    return core._show_erasure(v_erasure);
end;
$$;

grant execute on function core.get_erasure(bigint) to authenticated, service_role;

comment on function core.get_erasure(bigint) is
$$An erasure; for app role admin.

refused: detail has the reason. erased has the number of rows by table:
{"core.audit_entries": 12}; null until it is done. The key of the person is not kept:
person_sha256 is SHA-256 over <kind>:<key>.
Returns: {id: bigint, person_kind: text, person_sha256: text, reason: text, is_dry_run:
boolean, status: "pending" | "done" | "refused", erased: {[text]: bigint} | null,
detail: text | null, requested_at: timestamptz, requested_by: uuid | null, finished_at:
timestamptz | null}
Errors: PT403 core.not_permitted, PT404 core.unknown_erasure.
Example: {"erasure_id": 1}
Budget: 50 ms.
$$;
