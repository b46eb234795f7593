-- core.erase_person: erase the data of a person, or count what that would be.
--
-- A job does it, since it reads the whole audit trail. Definer: callers may write none
-- of the tables. While an erasure of the person is pending, it is the answer: the
-- update of nothing waits for a job that is about to end it.

create or replace function core.erase_person(
    p_person_kind text,
    p_person_key text,
    p_reason text,
    p_is_dry_run boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
    v_held text[];
    v_erasure core.erasures;
begin
    perform core.require_role('admin');
    v_key := core._read_person(p_person_kind, p_person_key);
    perform core.read_text('reason', p_reason, 1, 500);
    v_held := core._list_held_tables(p_person_kind);
    if v_held <> '{}' then
        perform core.raise_error(
            'core.on_legal_hold',
            format('On legal hold: %s.', array_to_string(v_held, ', '))
        );
    end if;

    insert into core.erasures (
        person_kind, person_key, person_sha256, reason, is_dry_run, requested_at,
        requested_by
    )
    values (
        p_person_kind, v_key, sha256(convert_to(p_person_kind || ':' || v_key, 'UTF8')),
        p_reason, coalesce(p_is_dry_run, true), core.now(), core.actor_id()
    )
    on conflict (person_kind, person_key, is_dry_run) where status = 'pending'
        do update set reason = core.erasures.reason
    returning * into v_erasure;
    perform core.enqueue(
        'core.erase_person',
        jsonb_build_object('v', 1, 'erasure_id', v_erasure.id),
        p_queue => 'maintenance',
        p_dedupe_key => v_erasure.id::text
    );
    return core._show_erasure(v_erasure);
end;
$$;

grant execute on function core.erase_person(text, text, text, boolean)
to authenticated, service_role;

comment on function core.erase_person(text, text, text, boolean) is
$$Erase the data of a person from every table and from the audit trail.

For app role admin. person_kind is user, whose key is the id of the user, or another
kind of core.personal_columns. Rows that are about the person go; other rows keep what
is not personal. Audit entries stay, with "***" in place of the values, and their proofs
hold. A job does it; with is_dry_run, the default, it counts and changes nothing. A
second erasure of a person finds nothing to erase.
Returns: get_erasure
Errors: PT403 core.not_permitted, PT409 core.on_legal_hold, PT422
core.unknown_person_kind, PT422 core.invalid_argument.
Example: {"person_kind": "user", "person_key": "00000000-0000-4000-8000-000000000001",
"reason": "Request of the person", "is_dry_run": true}
Budget: 100 ms.
$$;
