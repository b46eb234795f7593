-- suppliers._make_digest: make the digest of a user for a day, unless it exists.
--
-- The unique key decides, so a retry and a second job add nothing; the notification is
-- of the same transaction. Newly assigned is what came since the digest before, at most
-- a week.

create or replace function suppliers._make_digest(
    p_user_id uuid, p_digest_on date, p_timezone text
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_shown constant integer := 50;
    v_since timestamptz;
    v_digest suppliers.digests;
begin
    select greatest(
        coalesce(max(d.made_at), core.now() - interval '1 day'),
        core.now() - interval '7 days'
    )
    into v_since
    from suppliers.digests as d
    where d.user_id = p_user_id;

    insert into suppliers.digests (
        user_id, digest_on, timezone, counts, tasks, made_at
    )
    select
        p_user_id, p_digest_on, p_timezone, jsonb_object_agg(s.section, s.number),
        jsonb_object_agg(s.section, s.tasks), core.now()
    from (
        select
            n.section,
            count(r.id) as number,
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'task_id', r.id, 'project_id', r.project_id, 'code', r.code,
                        'title', r.title, 'status', r.status, 'due_on', r.due_on
                    )
                    order by r.place
                ) filter (where r.place <= c_shown),
                '[]'
            ) as tasks
        from unnest('{due_soon, overdue, blocked, assigned}'::text[]) as n (section)
        left join (
            select
                t.section, i.id, i.project_id, l.code, l.title, i.status, i.due_on,
                row_number() over (
                    partition by t.section order by i.due_on, i.id
                ) as place
            from suppliers._digest_tasks(p_user_id, v_since) as t
            inner join suppliers.task_instances as i on t.task_id = i.id
            inner join suppliers.task_templates as l on i.task_template_id = l.id
        ) as r on n.section = r.section
        group by n.section
    ) as s
    on conflict (user_id, digest_on) do nothing
    returning * into v_digest;

    if exists (
        select
        from jsonb_each_text(v_digest.counts) as c (section, number)
        where c.number <> '0'
    ) then
        perform core.notify_user(
            p_user_id,
            'suppliers.digest.made',
            jsonb_build_object(
                'digest_id', v_digest.id, 'digest_on', p_digest_on,
                'counts', v_digest.counts
            )
        );
    end if;
    return v_digest.id;
end;
$$;

comment on function suppliers._make_digest(uuid, date, text) is
    'The id of the new digest, null if there was one. Without a task there is no '
    'notice.';
