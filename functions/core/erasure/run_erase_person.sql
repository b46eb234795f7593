-- core.run_erase_person: the job that erases a person.
--
-- One transaction: a crash erases nothing, and the next attempt all. In this order: the
-- row of the erasure, the shared lock of holds (a hold that is being placed waits), the
-- check for holds, the erasure, the record. A second run finds the record.

create or replace function core.run_erase_person(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_erasure core.erasures;
    v_held text[];
    v_erased jsonb;
begin
    select e.*
    into v_erasure
    from core.erasures as e
    where e.id = (p_job.payload ->> 'erasure_id')::bigint and e.status = 'pending'
    for no key update;
    if v_erasure.id is null then
        return;
    end if;

    perform pg_advisory_xact_lock_shared(hashtextextended('core.legal_holds', 0));
    v_held := core._list_held_tables(v_erasure.person_kind);
    if v_held = '{}' then
        v_erased := case
            when v_erasure.is_dry_run then core._try_erasure(v_erasure)
            else core._erase_person(v_erasure)
        end;
    end if;
    update core.erasures as e
    set
        status = case when v_held = '{}' then 'done' else 'refused' end,
        person_key = null,
        erased = v_erased,
        detail = case
            when v_held <> '{}'
                then 'On legal hold: ' || array_to_string(v_held, ', ') || '.'
        end,
        finished_at = greatest(core.now(), e.requested_at)
    where e.id = v_erasure.id;
end;
$$;

comment on function core.run_erase_person(core.jobs) is
    'Handler of core.erase_person.';
