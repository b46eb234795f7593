-- suppliers.run_make_digests: the job that makes the digests of the hour.
--
-- A run makes some and commits; when more are due it enqueues the next one with them.

create or replace function suppliers.run_make_digests(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 50;
    v_made integer;
begin
    select count(suppliers._make_digest(d.user_id, d.digest_on, d.timezone))
    into v_made
    from suppliers._list_due_digests(c_most) as d;
    if v_made = c_most then
        perform core.enqueue('suppliers.make_digests', p_queue => 'maintenance');
    end if;
    raise debug 'job % made % digests', p_job.id, v_made;
end;
$$;

comment on function suppliers.run_make_digests(core.jobs) is
$$Handler of suppliers.make_digests.

A user has one digest for each local day, from the chosen hour on, however often the job
runs and whatever the clocks do.
$$;
