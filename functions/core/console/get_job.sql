-- core.get_job: everything about one job, and why it does not run.
--
-- Volatile, as core.explain_job is, which tries the lock of the row. Definer: no caller
-- may read the tables; the app role decides.

create or replace function core.get_job(p_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job jsonb;
begin
    perform core.require_role('admin');
    v_job := core.show_job(p_id);
    return jsonb_build_object(
        'job', v_job,
        'kind', (
            select jsonb_build_object(
                'handler', k.handler,
                'description', k.description,
                'provider', k.provider
            )
            from core.job_kinds as k
            where k.kind = v_job ->> 'kind'
        ),
        'why', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object('rule', e.rule, 'detail', e.detail)
                    order by e.place
                ),
                '[]'
            )
            from core.explain_job(p_id) with ordinality as e (rule, detail, place)
        )
    );
end;
$$;

grant execute on function core.get_job(bigint) to authenticated, service_role;

comment on function core.get_job(bigint) is
$$One job, finished or not, its kind, and every reason why it does not run; for app role
admin.

`job` has the columns of core.jobs or core.finished_jobs that are not null.
Returns: {job: {[text]: jsonb}, kind: {handler: text, description: text, provider: text
| null} | null, why: [{rule: text, detail: text}]}
Errors: PT403 core.not_permitted, PT404 core.unknown_job.
Example: {"id": 1}
Budget: 50 ms.
$$;
