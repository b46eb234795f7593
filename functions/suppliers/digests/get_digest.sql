-- suppliers.get_digest: one digest of the caller.
--
-- Invoker: the policy selects the caller's rows.

create or replace function suppliers.get_digest(p_digest_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_digest suppliers.digests;
begin
    select d.*
    into v_digest
    from suppliers.digests as d
    where d.id = p_digest_id and d.user_id = core.actor_id();
    if v_digest.id is null then
        perform core.raise_error(
            'suppliers.unknown_digest',
            format('There is no digest %s.', coalesce(p_digest_id::text, 'null'))
        );
    end if;
    return jsonb_build_object(
        'digest_id', v_digest.id,
        'digest_on', v_digest.digest_on,
        'timezone', v_digest.timezone,
        'counts', v_digest.counts,
        'tasks', v_digest.tasks,
        'made_at', v_digest.made_at
    );
end;
$$;

grant execute on function suppliers.get_digest(bigint) to authenticated;

comment on function suppliers.get_digest(bigint) is
$$A digest of the caller, as it was sent.

Each section has the first 50 tasks, counts has all; assigned is what came since the
digest before.
Returns: {digest_id: bigint, digest_on: date, timezone: text, counts:
list_digests.items.counts, tasks: {due_soon: [{task_id: bigint, project_id: bigint,
code: text, title: text, status: get_task.status, due_on: date}], overdue:
[get_digest.tasks.due_soon], blocked: [get_digest.tasks.due_soon], assigned:
[get_digest.tasks.due_soon]}, made_at: timestamptz}
Errors: PT404 suppliers.unknown_digest.
Example: {"digest_id": 1}
Budget: 50 ms.
$$;
